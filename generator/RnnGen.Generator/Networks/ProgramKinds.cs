namespace RnnGen.Generator.Networks;

/// <summary>What a network is run for: a program each. A node says which of them contain it.</summary>
[Flags]
internal enum ProgramKinds
{
    /// <summary>No program.</summary>
    None = 0,

    /// <summary>Losses of whole sequences, and their gradients.</summary>
    Train = 1,

    /// <summary>Outputs of whole sequences.</summary>
    Predict = 2,

    /// <summary>The output of one time step, from the states that the step before has left.</summary>
    Step = 4,

    /// <summary>All programs: what a network computes whatever it is run for.</summary>
    All = Train | Predict | Step,
}
