namespace TorchSharp;

/// Small conversions from TorchSharp's optional sizes to the sizes that libtorch's operators take.
internal static class Sizes
{
    internal static long[] Pair(long value) => [value, value];

    internal static long[] Pair((long, long) value) => [value.Item1, value.Item2];

    internal static long[] Pair(long? value, long missing) => Pair(value ?? missing);

    internal static long[] Pair((long, long)? value, long missing) => Pair(value ?? (missing, missing));

    internal static long[] PairOrEmpty(long? value) => value is { } given ? Pair(given) : [];

    internal static long[] PairOrEmpty((long, long)? value) => value is { } given ? Pair(given) : [];

}
