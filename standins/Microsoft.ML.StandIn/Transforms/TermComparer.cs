namespace Microsoft.ML.Transforms;

/// <summary>Compares the values of a column; text by its characters, not by where it lies.</summary>
internal static class TermComparer
{
    public static IEqualityComparer<T> Of<T>() => typeof(T) == typeof(ReadOnlyMemory<char>) ? (IEqualityComparer<T>)(object)new TextEquality() : EqualityComparer<T>.Default;

    public static IComparer<T> OrderOf<T>() =>
        typeof(T) == typeof(ReadOnlyMemory<char>)
            ? (IComparer<T>)(object)Comparer<ReadOnlyMemory<char>>.Create((a, b) => a.Span.CompareTo(b.Span, StringComparison.Ordinal))
            : Comparer<T>.Default;

    public static bool IsMissing<T>(T value) => value switch
    {
        ReadOnlyMemory<char> text => text.IsEmpty,
        float number => float.IsNaN(number),
        double number => double.IsNaN(number),
        _ => false,
    };

    /// <summary>The value without a hold on a buffer that may change.</summary>
    public static T Detached<T>(T value) => value is ReadOnlyMemory<char> text ? (T)(object)text.ToString().AsMemory() : value;

    private sealed class TextEquality : IEqualityComparer<ReadOnlyMemory<char>>
    {
        public bool Equals(ReadOnlyMemory<char> x, ReadOnlyMemory<char> y) => x.Span.SequenceEqual(y.Span);

        public int GetHashCode(ReadOnlyMemory<char> obj) => string.GetHashCode(obj.Span);
    }
}
