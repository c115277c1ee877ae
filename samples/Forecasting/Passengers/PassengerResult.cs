namespace Forecasting.Passengers;

/// <summary>One line of the table.</summary>
/// <param name="Name">What forecast.</param>
/// <param name="Forecast">Passengers of each month measured, in thousands; of a network, those of the seed whose error is the median.</param>
/// <param name="Error">Root mean squared error in thousands of passengers; of a network, that of each seed.</param>
/// <param name="Published">The published error, if there is one.</param>
internal sealed record PassengerResult(string Name, double[] Forecast, SeedFigures Error, double? Published);
