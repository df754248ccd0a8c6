namespace Microsoft.ML.NeuralArchitectureSearch.Kernels.Lanes;

/// <summary>A vector of float32 (for cells of images one image of the mini-batch in each lane): what a kernel is written against.</summary>
/// <remarks>Kernels are generic over it, so that the compiler makes machine code for each width out of one source.</remarks>
/// <typeparam name="TSelf">The vector type itself.</typeparam>
internal unsafe interface ILanes<TSelf>
    where TSelf : unmanaged, ILanes<TSelf>
{
    /// <summary>Number of lanes.</summary>
    static abstract int Count { get; }

    static abstract TSelf Zero { get; }

    static abstract TSelf Load(float* source);

    static abstract TSelf Broadcast(float value);

    /// <returns>left · right + addend, rounded once where the processor can.</returns>
    static abstract TSelf MultiplyAdd(TSelf left, TSelf right, TSelf addend);

    /// <returns>The larger value of each lane; <paramref name="right"/> where one is not a number.</returns>
    static abstract TSelf Max(TSelf left, TSelf right);

    /// <returns>The smaller value of each lane; <paramref name="right"/> where one is not a number.</returns>
    static abstract TSelf Min(TSelf left, TSelf right);

    /// <returns>
    /// <paramref name="then"/> in the lanes where left is greater than right, <paramref name="otherwise"/> in the others.
    /// </returns>
    static abstract TSelf WhereGreater(TSelf left, TSelf right, TSelf then, TSelf otherwise);

    /// <param name="shifted">A whole number n, -126 to 127, to which 1.5 · 2²³ was added.</param>
    /// <returns>2ⁿ.</returns>
    static abstract TSelf PowerOfTwo(TSelf shifted);

    static abstract TSelf Sqrt(TSelf value);

    static abstract TSelf operator +(TSelf left, TSelf right);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    static abstract TSelf operator /(TSelf left, TSelf right);

    void Store(float* target);

    /// <returns>The sum of the lanes.</returns>
    float Sum();
}
