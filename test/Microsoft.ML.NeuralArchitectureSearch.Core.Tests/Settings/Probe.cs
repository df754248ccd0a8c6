using System.Reflection;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Settings;

/// <summary>A small computation with options: what it gives with the usual ones, and with those of which one is changed.</summary>
internal sealed class Probe
{
    private readonly object _options;
    private readonly Func<object, string> _observe;
    private readonly Dictionary<string, object?> _others = [];
    private readonly Dictionary<string, Probe> _where = [];
    private readonly HashSet<string> _refusable = [];
    private readonly Lazy<string> _usual;

    private Probe(object options, Func<object, string> observe)
    {
        (_options, _observe) = (options, observe);
        _usual = new(() => observe(options));
    }

    public Type Type => _options.GetType();

    public string Usual => _usual.Value;

    public static Probe Of<T>(T options, Func<T, string> observe)
        where T : class => new(options, changed => observe((T)changed));

    public static IEnumerable<PropertyInfo> SettingsOf(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is { IsPublic: true });

    /// <summary>The value that a setting is changed to, where the one chosen by its type does not do.</summary>
    public Probe With(string setting, object? value)
    {
        _others[setting] = value;
        return this;
    }

    /// <summary>Other usual options, in which a setting matters.</summary>
    public Probe Where<T>(string setting, T options, Func<T, string>? observe = null)
        where T : class
    {
        var probe = observe is null ? new Probe(options, _observe) : Of(options, observe);
        _where[setting] = probe;
        if (_others.TryGetValue(setting, out var other))
        {
            probe.With(setting, other);
        }

        return this;
    }

    /// <summary>Tells that the process may refuse the setting; other values are ones that the setting takes.</summary>
    public Probe MayRefuse(string setting)
    {
        _refusable.Add(setting);
        return this;
    }

    public Probe For(PropertyInfo setting) => _where.GetValueOrDefault(setting.Name, this);

    public string Again() => _observe(_options);

    /// <summary>The result with one setting changed, or the message of an exception that names it, or its value.</summary>
    public string Changed(PropertyInfo setting)
    {
        var value = setting.GetValue(_options);
        var other = _others.TryGetValue(setting.Name, out var given) ? given : OtherValue.Of(setting, value);
        var changed = Type.GetMethod("<Clone>$")!.Invoke(_options, null)!;
        try
        {
            Set(changed, setting, other);
            return _observe(changed);
        }
        catch (Exception exception) when (Names(exception, setting.Name) || (other is string text && Names(exception, text)))
        {
            return exception.Message;
        }
    }

    private void Set(object options, PropertyInfo setting, object? value)
    {
        try
        {
            setting.SetValue(options, value);
        }
        catch (TargetInvocationException) when (!_refusable.Contains(setting.Name))
        {
            throw new InvalidOperationException($"A probe needs a value that is allowed; {value} is not.");
        }
    }

    private static bool Names(Exception exception, string setting) =>
        exception.Message.Replace(" ", "", StringComparison.Ordinal).Contains(setting, StringComparison.OrdinalIgnoreCase)
        || (exception.InnerException is { } inner && Names(inner, setting));
}
