namespace Forecasting.OneStep;

/// <summary>
/// The Mersenne Twister as NumPy's legacy generator uses it: <c>numpy.random.seed(seed)</c> and <c>numpy.random.rand()</c>.
/// </summary>
/// <remarks>
/// M. Matsumoto, T. Nishimura, <em>Mersenne Twister: A 623-Dimensionally Equidistributed Uniform Pseudo-Random Number
/// Generator</em>, 1998; seeding by their <c>init_genrand</c> of 2002.
/// </remarks>
internal sealed class Mt19937
{
    private const int Size = 624;
    private const int Middle = 397;
    private readonly uint[] state = new uint[Size];
    private int next = Size;

    /// <summary>Seeds the generator.</summary>
    /// <param name="seed">Any number.</param>
    public Mt19937(uint seed)
    {
        state[0] = seed;
        for (uint i = 1; i < Size; i++)
        {
            uint previous = state[i - 1];
            state[i] = (1812433253u * (previous ^ (previous >> 30))) + i;
        }
    }

    /// <summary>The next 32 random bits.</summary>
    public uint NextUInt32()
    {
        if (next == Size)
        {
            Regenerate();
        }

        uint bits = state[next++];
        bits ^= bits >> 11;
        bits ^= (bits << 7) & 0x9d2c5680u;
        bits ^= (bits << 15) & 0xefc60000u;
        return bits ^ (bits >> 18);
    }

    /// <summary>A number in [0, 1) of 53 random bits: 27 of one draw, then 26 of the next.</summary>
    public double NextDouble()
    {
        uint high = NextUInt32() >> 5;
        uint low = NextUInt32() >> 6;
        return ((high * 67108864.0) + low) / 9007199254740992.0;
    }

    /// <summary>An array of numbers in [0, 1), in the order that NumPy fills one.</summary>
    /// <param name="count">How many.</param>
    public double[] NextDoubles(int count)
    {
        var values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = NextDouble();
        }

        return values;
    }

    private void Regenerate()
    {
        for (int i = 0; i < Size; i++)
        {
            uint joined = (state[i] & 0x80000000u) | (state[(i + 1) % Size] & 0x7fffffffu);
            state[i] = state[(i + Middle) % Size] ^ (joined >> 1) ^ ((joined & 1) * 0x9908b0dfu);
        }

        next = 0;
    }
}
