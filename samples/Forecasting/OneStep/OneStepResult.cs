namespace Forecasting.OneStep;

/// <summary>One line of the table.</summary>
/// <param name="Name">What forecast.</param>
/// <param name="Error">Mean squared error on the validation series; of a network, that of each seed.</param>
/// <param name="Published">What the book's runs came to, if it has this model.</param>
internal sealed record OneStepResult(string Name, SeedFigures Error, PublishedRange? Published);
