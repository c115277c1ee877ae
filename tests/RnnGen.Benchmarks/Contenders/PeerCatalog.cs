namespace RnnGen.Benchmarks.Contenders;

/// <summary>The peers: those that are installed run, the others are named as missing.</summary>
internal sealed class PeerCatalog : IDisposable
{
    private static readonly (string Name, string Launcher)[] Known =
    [
        ("oneDNN", "onednn"), ("PyTorch", "pytorch"), ("ONNX Runtime", "onnxruntime"), ("RTNeural", "rtneural"),
    ];

    private readonly DirectoryInfo exchange = Directory.CreateTempSubdirectory("rnngen-peers-");

    /// <summary>Starts every peer whose launcher is in a folder.</summary>
    /// <param name="installed">The folder that peers/install.sh fills.</param>
    /// <param name="threads">Threads that each may use.</param>
    public PeerCatalog(string installed, int threads) => Peers =
    [
        .. Known.Select(peer => (peer.Name, PeerProcess.Start(peer.Name, Path.Combine(installed, peer.Launcher), exchange.FullName, threads))),
    ];

    /// <summary>Every peer there could be; null for one that is missing.</summary>
    public IReadOnlyList<(string Name, PeerProcess? Process)> Peers { get; }

    public void Dispose()
    {
        foreach ((_, PeerProcess? process) in Peers)
        {
            process?.Dispose();
        }

        exchange.Delete(recursive: true);
    }
}
