namespace RnnGen.Runtime;

/// <summary>Runs passes on the vectors of this machine, with as many threads as are worth it.</summary>
internal static class BatchRunner
{
    /// <summary>
    /// Multiply–adds, forward and backward in training, below which a second thread gains nothing: waking it and waiting for it costs some microseconds.
    /// </summary>
    private const long FewestMultiplyAdds = 1_500_000;

    /// <summary>Runs a pass and returns it as it is at the end.</summary>
    /// <param name="pass">The pass.</param>
    /// <param name="batch">Samples, at least 1.</param>
    /// <param name="workspace">Memory for blocks and threads, reserved for this batch.</param>
    public static TPass Run<TNetwork, TPass>(TPass pass, int batch, ModelWorkspace workspace)
        where TNetwork : struct, IUnrolledNetwork
        where TPass : struct, IBlockPass => Run<TNetwork, TNetwork, TPass>(pass, batch, workspace);

    /// <inheritdoc cref="Run{TNetwork, TPass}"/>
    /// <typeparam name="TNetwork">The code that is run.</typeparam>
    /// <typeparam name="TMemory">How far apart the vectors of a block lie.</typeparam>
    /// <typeparam name="TPass">What is done.</typeparam>
    public static TPass Run<TNetwork, TMemory, TPass>(TPass pass, int batch, ModelWorkspace workspace)
        where TNetwork : struct, IUnrolledNetwork
        where TMemory : struct, IBlockMemory
        where TPass : struct, IBlockPass =>
        VectorChoice.UseVector512
            ? Run<TNetwork, TMemory, TPass, NativeVector512, Vector512Pair<TMemory>>(pass, batch, workspace)
            : Run<TNetwork, TMemory, TPass, NativeVector, VectorPair<NativeVector, TMemory>>(pass, batch, workspace);

    private static TPass Run<TNetwork, TMemory, TPass, TVector, TPair>(TPass pass, int batch, ModelWorkspace workspace)
        where TNetwork : struct, IUnrolledNetwork
        where TMemory : struct, IBlockMemory
        where TPass : struct, IBlockPass
        where TVector : struct, IVector<TVector>
        where TPair : struct, IVector<TPair> =>
        Team.Run(new BlockWork<TNetwork, TMemory, TPass, TVector, TPair>(pass, batch, workspace), workspace.Members).Pass;

    /// <summary>Threads that are worth it.</summary>
    /// <param name="layout">The network's sizes.</param>
    /// <param name="batch">Samples, at least 1.</param>
    /// <param name="trains">Whether the call is one of many in a row, forward and backward, so that workers are awake and it is worth less to be worth them.</param>
    /// <param name="steps">Time steps of each sample.</param>
    public static int Members(NetworkLayout layout, int batch, bool trains, int steps)
    {
        int vectors = ((batch - 1) / VectorChoice.VectorSamples) + 1;
        long multiplyAdds = (long)layout.SummedParameters * steps * batch * (trains ? 3 : 1);
        return multiplyAdds < FewestMultiplyAdds ? 1 : vectors;
    }
}
