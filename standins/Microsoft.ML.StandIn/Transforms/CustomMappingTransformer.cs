using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Transforms;

[assembly: LoadableClass(typeof(ITransformer), typeof(CustomMappingLoader), null, typeof(SignatureLoadModel), "Custom mapping", CustomMappingLoader.LoaderSignature)]

namespace Microsoft.ML.Transforms;

public sealed class CustomMappingEstimator<TSrc, TDst> : TrivialEstimator<CustomMappingTransformer<TSrc, TDst>>
    where TSrc : class, new()
    where TDst : class, new()
{
    internal CustomMappingEstimator(
        IHostEnvironment env,
        Action<TSrc, TDst> mapAction,
        string contractName,
        SchemaDefinition inputSchemaDefinition,
        SchemaDefinition outputSchemaDefinition)
        : base(
            env.Register(nameof(CustomMappingEstimator<TSrc, TDst>)),
            new CustomMappingTransformer<TSrc, TDst>(env, mapAction, contractName, inputSchemaDefinition, outputSchemaDefinition))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        foreach (var column in Transformer.InputDefinition)
        {
            var input = inputSchema.Input(column.ColumnName);
            SchemaShape.GetColumnTypeShape(column.ColumnType, out var kind, out var item, out var isKey);
            var sameKind = kind == input.Kind || (kind == SchemaShape.Column.VectorKind.VariableVector && input.Kind == SchemaShape.Column.VectorKind.Vector);
            if (!item.Equals(input.ItemType) || isKey && !input.IsKey || !sameKind)
                throw Contracts.ExceptSchemaMismatch(nameof(inputSchema), "input", column.ColumnName, column.ColumnType.ToString(), input.GetTypeString());
        }

        return inputSchema.With(SchemaShape.Create(Transformer.AddedSchema));
    }
}

public sealed class CustomMappingTransformer<TSrc, TDst> : ITransformer
    where TSrc : class, new()
    where TDst : class, new()
{
    private readonly IHost _host;
    private readonly Action<TSrc, TDst> _mapAction;
    private readonly string _contractName;
    private readonly ObjectRowShape<TDst> _added;

    internal CustomMappingTransformer(
        IHostEnvironment env,
        Action<TSrc, TDst> mapAction,
        string contractName,
        SchemaDefinition inputSchemaDefinition,
        SchemaDefinition outputSchemaDefinition)
    {
        ArgumentNullException.ThrowIfNull(mapAction);
        _host = env.Register(nameof(CustomMappingTransformer<TSrc, TDst>));
        _mapAction = mapAction;
        _contractName = contractName;
        InputDefinition = inputSchemaDefinition ?? SchemaDefinition.Create(typeof(TSrc), SchemaDefinition.Direction.Write);
        _added = new ObjectRowShape<TDst>(outputSchemaDefinition ?? SchemaDefinition.Create(typeof(TDst), SchemaDefinition.Direction.Read));
    }

    bool ITransformer.IsRowToRowMapper => true;

    internal SchemaDefinition InputDefinition { get; }

    internal DataViewSchema AddedSchema => _added.Schema;

    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Mapping(inputSchema).OutputSchema;

    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedView(input, Mapping(input.Schema));
    }

    IRowToRowMapper ITransformer.GetRowToRowMapper(DataViewSchema inputSchema) => Mapping(inputSchema);

    void ICanSaveModel.Save(ModelSaveContext ctx)
    {
        ArgumentNullException.ThrowIfNull(ctx);
        if (_contractName is null)
            throw _host.Process(new InvalidOperationException("Empty contract name for a transform: the transform cannot be saved"));

        CustomMappingLoader.Save(ctx, _contractName, _mapAction.Method.DeclaringType.Assembly);
    }

    private RowMapping Mapping(DataViewSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new RowMapping(schema, new Mapper(this, schema));
    }

    private sealed class Mapper : IRowMapper
    {
        // All output columns of one row come from one call of the action.
        private readonly ConditionalWeakTable<DataViewRow, State> _states = [];
        private readonly CustomMappingTransformer<TSrc, TDst> _parent;
        private readonly SchemaDefinition.Column[] _inputs;
        private readonly int[] _reads;

        public Mapper(CustomMappingTransformer<TSrc, TDst> parent, DataViewSchema schema)
        {
            _parent = parent;
            _inputs = OutputSetters.Present(parent.InputDefinition, schema, ignoreMissing: false);
            _reads = [.. _inputs.Select(c => schema[c.ColumnName].Index)];
        }

        public DataViewSchema.DetachedColumn[] Outputs => [.. _parent.AddedSchema.Select(c => new DataViewSchema.DetachedColumn(c))];

        public IEnumerable<int> Reads(int output) => _reads;

        public Delegate CreateGetter(DataViewRow input, int output, out Action disposer)
        {
            disposer = null;
            var state = _states.GetValue(input, row => new State(_parent, row, _inputs));
            var column = _parent.AddedSchema[output];
            return ValueGetters.Call(typeof(Mapper), nameof(Refreshing), [column.Type.RawType], ValueGetters.Of(state.Output, column), (Action)state.Refresh);
        }

        private static ValueGetter<T> Refreshing<T>(ValueGetter<T> getter, Action refresh) => (ref T dst) =>
        {
            refresh();
            getter(ref dst);
        };

        private sealed class State(CustomMappingTransformer<TSrc, TDst> parent, DataViewRow input, SchemaDefinition.Column[] columns)
        {
            private readonly TSrc _source = new();
            private readonly TDst _target = new();
            private readonly Action<TSrc> _fill = OutputSetters.Create<TSrc>(input, columns);
            private long _position = -1;

            public ObjectRow<TDst> Output { get; } = parent._added.CreateRow();

            public void Refresh()
            {
                if (_position == input.Position)
                    return;

                _fill(_source);
                parent._mapAction(_source, _target);
                Output.Show(_target);
                _position = input.Position;
            }
        }
    }
}

internal static class CustomMappingLoader
{
    internal const string LoaderSignature = "CustomTransformer";

    private static readonly VersionInfo Version = Versions.Of("CUSTOMXF", LoaderSignature);

    public static void Save(ModelSaveContext ctx, string contractName, Assembly contractAssembly)
    {
        ctx.CheckAtModel();
        ctx.SetVersionInfo(Version);
        ctx.SaveString(contractName);
        ctx.SaveString(contractAssembly.FullName);
    }

    private static ITransformer Create(IHostEnvironment env, ModelLoadContext ctx)
    {
        ctx.CheckAtModel(Version);
        var contract = ctx.LoadString();
        env.ComponentCatalog.RegisterAssembly(Assembly.Load(ctx.LoadString()));
        var factory = env.ComponentCatalog.CreateExtension(typeof(CustomMappingFactoryAttributeAttribute), contract) as ICustomMappingFactory
            ?? throw new InvalidOperationException($"The class of the contract '{contract}' must derive from CustomMappingFactory.");
        return factory.CreateTransformer(env, contract);
    }
}
