namespace Microsoft.ML.Runtime;

/// <summary>Finds the code of saved components by the names their assemblies registered.</summary>
public sealed class ComponentCatalog
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _assemblies = [];
    private readonly Dictionary<(Type Signature, string Name), LoadableClassAttribute> _classes = [];
    private readonly Dictionary<(Type Attribute, string Contract), Type> _extensions = [];

    internal ComponentCatalog()
    {
    }

    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        ArgumentNullException.ThrowIfNull(assembly);
        lock (_gate)
        {
            if (!_assemblies.Add(assembly.FullName))
                return;

            foreach (var loadable in assembly.GetCustomAttributes<LoadableClassAttribute>())
            {
                foreach (var name in loadable.LoadNames)
                    Add(_classes, (loadable.SigType, Normalize(name)), loadable, throwOnError);
            }

            foreach (var type in assembly.GetTypes())
            {
                foreach (var extension in type.GetCustomAttributes(inherit: false).OfType<ExtensionBaseAttribute>())
                    Add(_extensions, (extension.GetType(), extension.ContractName), type, throwOnError);
            }
        }
    }

    internal LoadableClassAttribute FindLoadableClass(Type signature, string name)
    {
        lock (_gate)
            return _classes.GetValueOrDefault((signature, Normalize(name)));
    }

    /// <summary>Makes what a model file names, by a static Create method or a constructor that takes the environment and the file.</summary>
    internal object Create(Type signature, string name, IHostEnvironment env, ModelLoadContext ctx)
    {
        var loadable = FindLoadableClass(signature, name)
            ?? throw Contracts.ExceptDecode($"Couldn't find the loadable class '{name}' of the signature '{signature.Name}'.");
        const BindingFlags any = BindingFlags.Public | BindingFlags.NonPublic;
        Type[] parameters = [typeof(IHostEnvironment), typeof(ModelLoadContext)];
        var create = loadable.LoaderType.GetMethod("Create", any | BindingFlags.Static, parameters);
        if (create is not null && create.ReturnType == loadable.InstanceType)
            return create.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [env, ctx], null);

        var constructor = loadable.LoaderType.GetConstructor(any | BindingFlags.Instance, parameters)
            ?? throw new InvalidOperationException($"Can't instantiate loader class '{loadable.LoaderType}': it has no static Create method that returns {loadable.InstanceType} and no such constructor.");
        return constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [env, ctx], null);
    }

    internal object CreateExtension(Type attribute, string contract)
    {
        lock (_gate)
        {
            if (!_extensions.TryGetValue((attribute, contract), out var type))
                throw new InvalidOperationException($"Could not locate the contract '{contract}'. Register its assembly with {nameof(RegisterAssembly)}.");

            return Activator.CreateInstance(type);
        }
    }

    private static string Normalize(string name) => name.ToLowerInvariant().Trim();

    private static void Add<TKey, TValue>(Dictionary<TKey, TValue> map, TKey key, TValue value, bool throwOnError)
    {
        if (!map.TryAdd(key, value) && throwOnError && !Equals(map[key], value))
            throw new InvalidOperationException($"Component name clash: {key} is registered twice.");
    }
}
