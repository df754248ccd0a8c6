using static TorchSharp.torch;

namespace TorchSharp;

internal static class Handles
{
    internal static nint[] Of(IList<Tensor> tensors)
    {
        if (tensors is null)
            return [];
        var handles = new nint[tensors.Count];
        for (var i = 0; i < handles.Length; i++)
            handles[i] = tensors[i] is null ? 0 : tensors[i].Handle;
        return handles;
    }

    internal static List<Tensor> Tensors(ReadOnlySpan<nint> handles)
    {
        var tensors = new List<Tensor>(handles.Length);
        foreach (var handle in handles)
            tensors.Add(handle == 0 ? null : new Tensor(handle));
        return tensors;
    }

    /// <summary>Gradients that do not exist are tensors without a native one, not nulls.</summary>
    internal static List<Tensor> Gradients(ReadOnlySpan<nint> handles)
    {
        var tensors = new List<Tensor>(handles.Length);
        foreach (var handle in handles)
            tensors.Add(new Tensor(handle));
        return tensors;
    }
}
