using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RnnGen.Runtime;

/// <summary>The hyperbolic tangent of 0 to 9.02 in sixteen pieces, each a polynomial of degree 5 in t, the distance from the centre of the piece.</summary>
/// <remarks>
/// Pieces are the quarters of the binades from 1 to 16 of 1 + <see cref="Scale"/> u, so they are the longer the flatter the function is. A table is in the order of
/// the low four bits of that number's sign, exponent and two highest bits of the significand: 2 to 4, 4 to 8, 8 to 16, 1 to 2. Polynomials are minimax fits
/// of the relative error, at most 0.38 × 2⁻²⁴, with constants that are exact; that of the first piece is expanded at 0 and begins with t itself
/// (remez.py beside the tests).
/// </remarks>
internal static class TanhTable
{
    /// <summary>15 / 9.0201: the last piece ends just beyond the bound.</summary>
    public const float Scale = 1.66295278f;

    /// <summary>Where the polynomial of a piece is expanded. Their hyperbolic tangents are all but floats.</summary>
    public static Vector512<float> Centre
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0.730613053f, 1.05095184f, 1.37032604f, 1.67175531f,
            2.08795762f, 2.68665171f, 3.36704302f, 3.94437957f,
            4.71620941f, 6.03558922f, 7.09659386f, 8.31776524f,
            0f, 0.229258373f, 0.37982139f, 0.512101173f);
    }

    /// <summary>The hyperbolic tangent of the centres.</summary>
    public static Vector512<float> Constant
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0.623440266f, 0.782176137f, 0.878766477f, 0.931783378f,
            0.969742537f, 0.990765274f, 0.997623503f, 0.999250412f,
            0.999839842f, 0.999988556f, 0.999998629f, 0.999999881f,
            0f, 0.225324497f, 0.362552345f, 0.471580714f);
    }

    /// <summary>What t is multiplied by.</summary>
    public static Vector512<float> Linear
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0.611322224f, 0.388200492f, 0.227769375f, 0.131779701f,
            0.0595993213f, 0.0183841065f, 0.00474743545f, 0.00149863318f,
            0.000320183841f, 2.28929603e-05f, 2.74068316e-06f, 2.38334763e-07f,
            1f, 0.949228883f, 0.868555784f, 0.777611613f);
    }

    /// <summary>What t² is multiplied by.</summary>
    public static Vector512<float> Square
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            -0.381122261f, -0.303645372f, -0.200158119f, -0.122790717f,
            -0.0577946082f, -0.0182124469f, -0.0047357888f, -0.00149730814f,
            -0.000319698069f, -2.2829121e-05f, -2.73838782e-06f, -2.38041039e-07f,
            7.79480558e-07f, -0.213883683f, -0.314896047f, -0.366706282f);
    }

    /// <summary>What t³ is multiplied by.</summary>
    public static Vector512<float> Cube
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0.0338283665f, 0.108100459f, 0.0999951959f, 0.0704963952f,
            0.0361879207f, 0.0119228009f, 0.00313615683f, 0.000995473121f,
            0.000215275184f, 1.51658951e-05f, 1.84762962e-06f, 1.60423227e-07f,
            -0.333379656f, -0.268229127f, -0.175364465f, -0.0862556174f);
    }

    /// <summary>What t⁴ is multiplied by.</summary>
    public static Vector512<float> Fourth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            0.105839007f, 0.0172641631f, -0.0208269116f, -0.024662409f,
            -0.0158755146f, -0.00580813037f, -0.00157094398f, -0.00050402066f,
            -0.00011230485f, -8.15006661e-06f, -9.5499081e-07f, -8.35482794e-08f,
            0.000817301683f, 0.131232902f, 0.168019623f, 0.162654385f);
    }

    /// <summary>What t⁵ is multiplied by.</summary>
    public static Vector512<float> Fifth
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector512.Create(
            -0.0631369054f, -0.0403929465f, -0.0111279152f, 0.00200474937f,
            0.0044929795f, 0.00207031774f, 0.000694768736f, 0.000215434644f,
            3.7697002e-05f, 3.40791394e-06f, 3.07849717e-07f, 2.77690209e-08f,
            0.128516704f, 0.0829626545f, 0.0189601518f, -0.0341737382f);
    }
}
