using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Transforms;

/// <summary>Converts between the built-in scalar types; what cannot be converted becomes the missing value.</summary>
internal static class TypeConversions
{
    /// <returns>A Func from the source's raw type to the target's, or null where there is none.</returns>
    public static Delegate FindOrNull(DataViewType source, DataViewType target)
    {
        if (source.Equals(target))
            return ValueGetters.Call(typeof(TypeConversions), nameof(Same), [source.RawType]);
        if (target is TextDataViewType && source.IsStandardScalar())
            return ValueGetters.Call(typeof(TypeConversions), nameof(ToText), [source.RawType]);
        if (target is BooleanDataViewType)
            return source is TextDataViewType ? (Func<ReadOnlyMemory<char>, bool>)ParseBoolean : Numeric(source) ? ValueGetters.Call(typeof(TypeConversions), nameof(ToBoolean), [source.RawType]) : null;
        if (!Numeric(target))
            return null;
        if (source is BooleanDataViewType)
            return ValueGetters.Call(typeof(TypeConversions), nameof(FromBoolean), [target.RawType]);
        if (source is TextDataViewType)
            return ValueGetters.Call(typeof(TypeConversions), nameof(Parse), [target.RawType]);

        return Numeric(source) || source is KeyDataViewType
            ? ValueGetters.Call(typeof(TypeConversions), nameof(Cast), [source.RawType, target.RawType])
            : null;
    }

    public static bool TryParse<T>(ReadOnlySpan<char> text, out T value)
        where T : struct, INumber<T>
    {
        text = text.Trim();
        if (T.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return true;

        value = NotANumber<T>();
        return text is "?" or "NaN" or "NA" || text.IsEmpty;
    }

    public static T NotANumber<T>()
        where T : struct =>
        typeof(T) == typeof(float) ? (T)(object)float.NaN : typeof(T) == typeof(double) ? (T)(object)double.NaN : default;

    private static bool Numeric(DataViewType type) => type is NumberDataViewType;

    private static Func<T, T> Same<T>() => value => value;

    private static Func<T, ReadOnlyMemory<char>> ToText<T>() =>
        value => value is bool b ? (b ? "True" : "False").AsMemory() : string.Format(CultureInfo.InvariantCulture, "{0}", value).AsMemory();

    private static Func<bool, T> FromBoolean<T>()
        where T : struct, INumber<T> => value => value ? T.One : T.Zero;

    private static Func<T, bool> ToBoolean<T>()
        where T : struct, INumber<T> => value => value != T.Zero;

    private static bool ParseBoolean(ReadOnlyMemory<char> text) => Booleans.Parse(text.Span);

    private static Func<ReadOnlyMemory<char>, T> Parse<T>()
        where T : struct, INumber<T> => text => TryParse<T>(text.Span, out var value) ? value : NotANumber<T>();

    private static Func<TFrom, TTo> Cast<TFrom, TTo>()
        where TFrom : struct, INumber<TFrom>
        where TTo : struct, INumber<TTo> => TTo.CreateTruncating;
}

internal static class Booleans
{
    /// <summary>Text that is neither true nor false counts as false.</summary>
    public static bool Parse(ReadOnlySpan<char> text) => text.Trim().ToString().ToLowerInvariant() is "1" or "true" or "yes" or "t" or "y" or "+1" or "+";
}
