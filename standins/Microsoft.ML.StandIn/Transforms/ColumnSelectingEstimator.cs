using Microsoft.ML;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(ColumnSelectingTransformer), null, typeof(SignatureLoadModel), "Select columns", ColumnSelectingTransformer.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed class ColumnSelectingEstimator : TrivialEstimator<ColumnSelectingTransformer>
{
    private readonly string[] _keep;
    private readonly string[] _drop;

    private ColumnSelectingEstimator(IHostEnvironment env, string[] keep, string[] drop, bool keepHidden)
        : base(env.Register(nameof(ColumnSelectingEstimator)), new ColumnSelectingTransformer(env, keep, drop, keepHidden))
    {
        _keep = keep;
        _drop = drop;
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        if (_drop is not null)
        {
            foreach (var name in _drop)
                inputSchema.Input(name);
            return new SchemaShape(inputSchema.Where(c => !_drop.Contains(c.Name)));
        }

        return new SchemaShape(_keep.Select(inputSchema.Input));
    }

    internal static ColumnSelectingEstimator KeepColumns(IHostEnvironment env, string[] columns, bool keepHidden) => new(env, columns, null, keepHidden);

    internal static ColumnSelectingEstimator DropColumns(IHostEnvironment env, string[] columns) => new(env, null, columns, false);
}
