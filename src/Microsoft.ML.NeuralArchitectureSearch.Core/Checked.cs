using System.Numerics;

namespace Microsoft.ML.NeuralArchitectureSearch;

/// <summary>Checks of the values of options; each method returns the value or throws an exception that names the option.</summary>
internal static partial class Checked
{
    /// <exception cref="ArgumentOutOfRangeException">
    /// The value is not a finite number, or not in float32, in which networks compute.
    /// </exception>
    public static T Finite<T>(T value, string option)
        where T : struct, INumber<T> => float.IsFinite(float.CreateTruncating(value))
        ? value
        : throw new ArgumentOutOfRangeException(option, value, $"A finite number is needed, of at most {float.MaxValue:g2} (float32).");

    /// <exception cref="ArgumentOutOfRangeException">The value is not a member of the enumeration.</exception>
    public static T Defined<T>(T value, string option)
        where T : struct, Enum => Enum.IsDefined(value)
        ? value
        : throw new ArgumentOutOfRangeException(option, value, $"Allowed are {string.Join(", ", Enum.GetNames<T>())}.");

    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or not a finite number.</exception>
    public static T Positive<T>(T value, string option)
        where T : struct, INumber<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, T.Zero, option);
        return float.CreateTruncating(value) == 0
            ? throw new ArgumentOutOfRangeException(
                option,
                value,
                $"A positive number is needed, of at least {float.Epsilon:g2} (float32).")
            : Finite(value, option);
    }

    /// <exception cref="ArgumentOutOfRangeException">There is a value, and it is zero, negative or not a finite number.</exception>
    public static T? Positive<T>(T? value, string option)
        where T : struct, INumber<T> => value is { } number ? Positive(number, option) : null;

    /// <exception cref="ArgumentOutOfRangeException">There is a time, and it is zero or negative.</exception>
    public static TimeSpan? Positive(TimeSpan? value, string option)
    {
        if (value is { } time)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(time, TimeSpan.Zero, option);
        }

        return value;
    }

    /// <exception cref="ArgumentOutOfRangeException">The value is negative or not a finite number.</exception>
    public static T NotNegative<T>(T value, string option)
        where T : struct, INumber<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, T.Zero, option);
        return Finite(value, option);
    }

    /// <exception cref="ArgumentOutOfRangeException">The value is less than the least one.</exception>
    public static int AtLeast(int least, int value, string option)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(value, least, option);
        return value;
    }

    /// <exception cref="ArgumentOutOfRangeException">The value is zero, negative or even.</exception>
    public static int Odd(int value, string option) => Positive(value, option) % 2 == 1
        ? value
        : throw new ArgumentOutOfRangeException(option, value, "An odd number is needed.");

    /// <exception cref="ArgumentOutOfRangeException">The value is not within [0, 1).</exception>
    public static double BelowOne(double value, string option)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1.0, option);
        return NotNegative(value, option);
    }

    /// <exception cref="ArgumentOutOfRangeException">The value is not within (0, 1].</exception>
    public static double AtMostOne(double value, string option)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 1.0, option);
        return Positive(value, option);
    }

    /// <exception cref="ArgumentOutOfRangeException">There is a value and it is less than the least one.</exception>
    public static int? AtLeast(int least, int? value, string option) => value is { } number ? AtLeast(least, number, option) : null;

    /// <exception cref="ArgumentOutOfRangeException">The value is not within (0, 1).</exception>
    public static double Between0And1(double value, string option)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(value, 1.0, option);
        return Positive(value, option);
    }

    /// <exception cref="ArgumentOutOfRangeException">
    /// A side is zero or negative, or there are more values than a tensor's index can count.
    /// </exception>
    public static MapShape Shape(MapShape value, string option) =>
        value is { Channels: > 0, Height: > 0, Width: > 0 } && (Int128)value.Channels * value.Height * value.Width <= int.MaxValue
            ? value
            : throw new ArgumentOutOfRangeException(
                option, value, $"Channels, height and width are at least 1, and their product is at most {int.MaxValue}.");

    /// <exception cref="ArgumentNullException">There is no value.</exception>
    public static T NotNull<T>(T? value, string option)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value, option);
        return value;
    }

    /// <exception cref="ArgumentException">There is a text, and it is empty.</exception>
    public static string? NotBlank(string? value, string option) => value is null ? null : Name(value, option);

    /// <exception cref="ArgumentNullException">There is no text.</exception>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public static string Name(string value, string option)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value, option);
        return value;
    }
}
