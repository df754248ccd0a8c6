using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Microsoft.ML.NeuralArchitectureSearch.Networks;

/// <summary>
/// What layers over padded texts compute: nothing behind the end of a text takes part, and all that they give there is zero.
/// </summary>
internal static class MaskedComputation
{
    /// <summary>Cuts off the columns that are padding in every text.</summary>
    /// <param name="tokens">Numbers of tokens, <c>[N, 1, 1, L]</c>.</param>
    /// <returns>Numbers of tokens, <c>[N, 1, 1, L']</c>, L' at least 1.</returns>
    public static Tensor Trim(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var longest = tokens.Ne(0).sum(3).max().item<long>();
        return tokens.narrow(3, 0, Math.Max(1, longest)).MoveToOuterDisposeScope();
    }

    /// <param name="tokens">Numbers of tokens, <c>[N, 1, 1, L]</c>.</param>
    /// <returns>1 for a token, 0 for padding, float <c>[N, 1, 1, L]</c>; the first position is always 1.</returns>
    public static Tensor Mask(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        var mask = tokens.Ne(0).to(tokens.dtype == ScalarType.Int64 ? ScalarType.Float32 : tokens.dtype);
        mask.narrow(3, 0, 1).FillInPlace(1);
        return mask.MoveToOuterDisposeScope();
    }

    /// <param name="embedding">The vectors.</param>
    /// <param name="tokens">Numbers of tokens, <c>[N, 1, 1, L]</c>.</param>
    /// <returns>Feature map, float <c>[N, C, 1, L]</c>.</returns>
    public static Tensor Embed(Embedding embedding, Tensor tokens)
    {
        using var scope = NewDisposeScope();
        var numbers = tokens.to(ScalarType.Int64).flatten(1);                                   // [N, L]
        return embedding.call(numbers).transpose(1, 2).unsqueeze(2).MoveToOuterDisposeScope();  // [N, C, 1, L]
    }

    /// <summary>Batch normalization over the tokens of all texts.</summary>
    public static Tensor Normalize(BatchNormalization norm, Tensor input, Tensor mask, bool isTraining, double momentum)
    {
        using var scope = NewDisposeScope();
        var (count, channels, length) = (input.size(0), input.size(1), input.size(3));
        var rows = input.permute(0, 2, 3, 1).reshape(count * length, channels);                 // [N · L, C]
        var real = mask.flatten().nonzero().squeeze(1);                                         // [M]
        var normalized = norm.Apply(rows.index_select(0, real), isTraining, momentum);
        var all = zeros_like(rows, requires_grad: false).index_copy(0, real, normalized);
        return all.view(count, 1, length, channels).permute(0, 3, 1, 2).MoveToOuterDisposeScope();
    }

    /// <summary>The largest token of each window.</summary>
    public static Tensor MaxPool(Tensor input, Tensor mask, int width, int stride)
    {
        using var scope = NewDisposeScope();
        var largest = functional.max_pool2d(
            input.MaskedFill(mask.Eq(0), double.NegativeInfinity), [1, width], [1, stride], [0, width / 2]);
        return largest.MaskedFill(Subsample(mask, stride).Eq(0), 0).MoveToOuterDisposeScope();
    }

    /// <summary>The mean token of each window.</summary>
    public static Tensor AveragePool(Tensor input, Tensor mask, int width, int stride)
    {
        using var scope = NewDisposeScope();
        var sums = functional.avg_pool2d(input.mul(mask), [1, width], [1, stride], [0, width / 2]);
        var shares = functional.avg_pool2d(mask, [1, width], [1, stride], [0, width / 2]);
        // a window at a token has at least that token
        var weights = Subsample(mask, stride).div(shares.ClampMin(0.5 / width));
        return sums.mul(weights).MoveToOuterDisposeScope();
    }

    /// <summary>The largest token of each text.</summary>
    /// <returns>Float <c>[N, C, 1, 1]</c>.</returns>
    public static Tensor GlobalMaxPool(Tensor input, Tensor mask)
    {
        using var scope = NewDisposeScope();
        return input.MaskedFill(mask.Eq(0), double.NegativeInfinity).max(3, keepdim: true).values.MoveToOuterDisposeScope();
    }

    /// <summary>Every s-th position.</summary>
    public static Tensor Subsample(Tensor input, int stride) => input.slice(3, 0, input.size(3), stride);

    /// <summary>At each position what stands at the next one.</summary>
    public static Tensor NextPosition(Tensor input)
    {
        using var scope = NewDisposeScope();
        var last = zeros_like(input.narrow(3, 0, 1), requires_grad: false);
        return cat([input.narrow(3, 1, input.size(3) - 1), last], 3).MoveToOuterDisposeScope();
    }
}
