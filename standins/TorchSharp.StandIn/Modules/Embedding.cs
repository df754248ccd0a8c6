using TorchSharp.Utils;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Modules;

public sealed class Embedding : Module<Tensor, Tensor>
{
    [ComponentName(Name = "weight")] private Parameter _weight;
    private readonly EmbeddingLookup _lookup;

    internal Embedding(Parameter weight, EmbeddingLookup lookup) : base(nameof(Embedding))
    {
        this.weight = weight;
        _lookup = lookup;
    }

#nullable enable annotations
    public Parameter? weight
#nullable restore annotations
    {
        // TorchSharp wraps the native module's tensor anew each time; the object belongs to the caller's dispose scope.
        get => new Parameter(_weight.AliasHandle());
        set => ReplaceParameter(nameof(weight), ref _weight, value);
    }

    public override Tensor forward(Tensor input) => _lookup.Read(_weight, input);
}
