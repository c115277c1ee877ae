"""Derives the numbers of RnnGen.Runtime.VectorMath, TanhTable and SigmoidTable: python3 remez.py

Each is the minimax polynomial sum c_k x^k of a target under a weight, max |weight (target - polynomial)|, found by the exchange
algorithm of Remez in double precision and rounded to binary32. Weights are chosen so that the error is that of the function itself
relative to its value; targets leave out the leading terms that the code keeps exact.
"""
import math
import struct
from fractions import Fraction


def solve(rows, values):
    """Gaussian elimination with partial pivoting."""
    n = len(values)
    m = [row[:] + [value] for row, value in zip(rows, values)]
    for i in range(n):
        pivot = max(range(i, n), key=lambda k: abs(m[k][i]))
        m[i], m[pivot] = m[pivot], m[i]
        for k in range(i + 1, n):
            factor = m[k][i] / m[i][i]
            for j in range(i, n + 1):
                m[k][j] -= factor * m[i][j]
    x = [0.0] * n
    for i in reversed(range(n)):
        x[i] = (m[i][n] - sum(m[i][j] * x[j] for j in range(i + 1, n))) / m[i][i]
    return x


def expand(coefficients, middle, half):
    """Coefficients in x of a polynomial in z = (x - middle) / half."""
    result, power = [Fraction(0)] * len(coefficients), [Fraction(1)]
    for c in coefficients:
        for i, p in enumerate(power):
            result[i] += Fraction(c) * p
        shifted = [Fraction(0)] * (len(power) + 1)
        for i, p in enumerate(power):
            shifted[i + 1] += p / Fraction(half)
            shifted[i] -= p * Fraction(middle) / Fraction(half)
        power = shifted
    return [float(c) for c in result]


def remez(target, weight, degree, low, high):
    """Returns the coefficients, lowest first, and the largest weighted error."""
    middle, half, count = (low + high) / 2, (high - low) / 2, degree + 2
    grid = [-math.cos(math.pi * i / 6000) for i in range(6001)]
    targets = [target(middle + half * z) for z in grid]
    weights = [weight(middle + half * z) for z in grid]
    chosen = [round((i + 0.5) * 6000 / count) for i in range(count)]
    for _ in range(30):
        rows = [[weights[j] * grid[j] ** k for k in range(degree + 1)] + [(-1) ** i] for i, j in enumerate(chosen)]
        c = solve(rows, [weights[j] * targets[j] for j in chosen])[:-1]
        error = [w * (t - sum(a * z ** k for k, a in enumerate(c))) for z, t, w in zip(grid, targets, weights)]
        extrema = []
        for j, e in enumerate(error):
            if extrema and (e > 0) == (error[extrema[-1]] > 0):
                if abs(e) > abs(error[extrema[-1]]):
                    extrema[-1] = j
            else:
                extrema.append(j)
        while len(extrema) > count:
            extrema.pop(0 if abs(error[extrema[0]]) < abs(error[extrema[-1]]) else -1)
        if len(extrema) < count or extrema == chosen:
            break
        chosen = extrema
    return expand(c, middle, half), max(map(abs, error))


def near_zero(series, function):
    """The Taylor series where the closed form would cancel."""
    return lambda x: sum(c * x ** k for k, c in enumerate(series)) if abs(x) < 0.02 else function(x)


def at_zero(limit, function):
    return lambda x: function(x) if x else limit


exp_remainder = near_zero([1 / math.factorial(k + 2) for k in range(8)], lambda r: (math.expm1(r) - r) / r ** 2)
log_remainder = near_zero([(-1) ** k / (k + 3) for k in range(12)], lambda f: (math.log1p(f) - f + f * f / 2) / f ** 3)
ROOT = 2 / math.sqrt(math.pi)
erf_remainder = near_zero(
    [ROOT - 1] + [ROOT * (-1) ** k / (math.factorial(k) * (2 * k + 1)) for k in range(1, 8)],
    lambda u: math.erf(math.sqrt(u)) / math.sqrt(u) - 1)


def rounded(x):
    return struct.unpack("<f", struct.pack("<f", x))[0]


def centre_near(middle, reach):
    """The float near the middle of a piece whose hyperbolic tangent is nearest to a float, in units of that one's last place."""
    def distance(c):
        t = math.tanh(c)
        return abs(t - rounded(t)) * 2.0 ** (24 - math.frexp(t)[1])
    return min((rounded(middle + reach * k / 12000) for k in range(-12000, 12001)), key=distance)


def tanh_piece(low, high):
    """Centre, coefficients of t = u - centre, lowest first, and largest relative error of tanh u for u from low to high."""
    if low == 0:
        # u + c2 u^2 + ...: small arguments stay exact.
        target = near_zero([0, -1 / 3, 0, 2 / 15, 0, -17 / 315, 0, 62 / 2835], lambda u: (math.tanh(u) - u) / u ** 2)
        c, error = remez(target, at_zero(0.0, lambda u: u * u / math.tanh(u)), 3, 0.0, high)
        return 0.0, [0.0, 1.0, *c], error
    centre = centre_near((low + high) / 2, 0.1 * (high - low))
    value = math.tanh(centre)
    slope = 1 - value ** 2

    def difference_quotient(t):
        """(tanh(centre + t) - tanh centre) / t, without cancellation."""
        if abs(t) < 1e-4:
            return slope * (1 - value * t + (3 * value ** 2 - 1) / 3 * t * t)
        return math.sinh(t) / (math.cosh(centre + t) * math.cosh(centre)) / t

    c, error = remez(difference_quotient, lambda t: abs(t) / math.tanh(centre + t), 4, low - centre, high - centre)
    return centre, [value, *c], error


FITS = [
    ("P in e^r = 1 + r + r^2 P(r), relative to e^r - 1", exp_remainder,
     at_zero(0.0, lambda r: abs(r * r / math.expm1(r))), 4, -0.505 * math.log(2), 0.505 * math.log(2)),
    ("P in ln(1 + f) = f - f^2 / 2 + f^3 P(f), relative", log_remainder,
     at_zero(0.0, lambda f: abs(f ** 3 / math.log1p(f))), 7, math.sqrt(0.5) - 1, math.sqrt(2) - 1),
    ("C in erf x = x + x C(x^2), |x| <= 1, relative", erf_remainder,
     at_zero(1 / ROOT, lambda u: math.sqrt(u) / math.erf(math.sqrt(u))), 6, 0.0, 1.0),
    ("L in erf x = 1 - e^L(x), 1 <= x <= 4, relative", lambda x: math.log(math.erfc(x)),
     lambda x: math.erfc(x) / math.erf(x), 6, 1.0, 4.0),
]

for name, *fit in FITS:
    coefficients, largest = remez(*fit)
    print(f"{name}: error {largest:.2g}")
    for c in coefficients:
        print(f"  {rounded(c):.9g}f")

# Quarters of the binades from 1 to 16 of 1 + SCALE u; the index is made of the lowest two bits of the exponent and the highest two of the significand.
SCALE = 15 / 9.0201
table, largest = [None] * 16, 0
for binade in range(4):
    for quarter in range(4):
        low, high = ((2 ** binade * (1 + (quarter + step) / 4) - 1) / SCALE for step in (0, 1))
        centre, c, error = tanh_piece(low, high)
        table[((127 + binade) % 4) * 4 + quarter] = [centre, *c]
        largest = max(largest, error)
print(f"tanh u in pieces, relative: error {largest:.2g}, scale {rounded(SCALE):.9g}f")
for name, column in zip(("centre", "constant", "t", "t^2", "t^3", "t^4", "t^5"), zip(*table)):
    print(f"  {name}: " + ", ".join(f"{rounded(x):.9g}f" for x in column))

# Powers with exponents in sixteenths, times a factor that makes them all but floats.
EXPANSION = rounded(1.69669831)
powers = [EXPANSION * 2 ** (j / 16) for j in range(16)]
print(f"powers of two, expanded, relative: error {max(abs(power - rounded(power)) / power for power in powers):.2g}")
print("  " + ", ".join(f"{rounded(power):.9g}f" for power in powers))
