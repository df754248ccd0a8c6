using System.Collections.Immutable;
using static TorchSharp.torch;

namespace Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

/// <summary>A tensor as data.</summary>
/// <param name="Type">Type of its values.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Bytes">Its values, row by row.</param>
internal sealed record SavedTensor(ScalarType Type, ImmutableArray<long> Shape, byte[] Bytes)
{
    /// <summary>Copies a tensor of any device.</summary>
    public static SavedTensor Of(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        using var host = tensor.detach().cpu().contiguous();
        return new(host.dtype, [.. host.shape], host.numel() == 0 ? [] : host.bytes.ToArray());
    }

    /// <summary>Creates the tensor.</summary>
    /// <returns>A tensor on the CPU, in the caller's dispose scope.</returns>
    public Tensor Read()
    {
        using var noGradient = no_grad();
        var host = empty([.. Shape], Type);
        if (Bytes.Length > 0)
        {
            Bytes.CopyTo(host.bytes);
        }

        return host;
    }

    /// <summary>Copies the values into a tensor of any device.</summary>
    /// <exception cref="FormatException">The tensor is of another type or shape.</exception>
    public void CopyTo(Tensor into, string name)
    {
        if (into.dtype != Type || !into.shape.AsSpan().SequenceEqual(Shape.AsSpan()))
        {
            throw new FormatException(
                $"The tensor '{name}' of the checkpoint is {Type} [{string.Join(", ", Shape)}]; needed is {into.dtype} "
                + $"[{string.Join(", ", into.shape)}].");
        }

        using var noGradient = no_grad();
        using var host = Read();
        into.copy_(host);
    }
}
