using System.Buffers;

namespace RnnGen.Runtime;

/// <summary>Memory of a pool's for some values, given back at the end of the call.</summary>
internal readonly ref struct RentedValues<T>
    where T : unmanaged
{
    private readonly T[] array;
    private readonly int count;

    public RentedValues(int count) => (array, this.count) = (ArrayPool<T>.Shared.Rent(count), count);

    public Span<T> Span => array.AsSpan(0, count);

    public void Dispose() => ArrayPool<T>.Shared.Return(array);
}
