using Forecasting;
using Forecasting.OneStep;
using Forecasting.Passengers;

if (!SampleOptions.TryParse(args, out SampleOptions? options, out string? problem))
{
    Console.Error.WriteLine(problem);
    Console.Error.WriteLine(SampleOptions.Usage);
    return 2;
}

long begin = TimeProvider.System.GetTimestamp();
try
{
    Terminal.Heading("1. The next value of a noisy wave");
    OneStepExperiment waves = new(options);
    IReadOnlyList<OneStepResult> waveResults = waves.Run();

    Terminal.Heading("2. Next month's airline passengers");
    PassengerExperiment passengers = new(options);
    PassengerTable.Write(passengers.Run(), passengers.Truth, options);

    Terminal.Heading("The next value of a noisy wave: results");
    OneStepTable.Write(waveResults, waves.Epochs, options);
}
catch (InvalidDataException e)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

Terminal.Line();
Terminal.Line($"{TimeProvider.System.GetElapsedTime(begin).TotalSeconds:0} s in all.");
return 0;
