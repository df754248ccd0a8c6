namespace Microsoft.ML.Data;

/// <summary>Makes getters whose type is known only at run time.</summary>
internal static class ValueGetters
{
    public static Delegate Constant(Type rawType, object value) => Call(nameof(ConstantCore), [rawType], value);

    /// <summary>The getter of a column, whatever its type.</summary>
    public static Delegate Of(DataViewRow row, DataViewSchema.Column column) => Call(nameof(OfCore), [column.Type.RawType], row, column);

    public static ValueGetter<T> As<T>(Delegate getter, string column) =>
        getter as ValueGetter<T>
        ?? throw new InvalidOperationException($"Invalid TValue in GetGetter: '{typeof(T)}' is not the type of column '{column}', expected '{getter.GetType().GetGenericArguments()[0]}'.");

    public static ValueGetter<T> Constant<T>(T value) => (ref T dst) => dst = value;

    /// <summary>Calls a private generic method of this class (or of <paramref name="owner"/>) for types known at run time.</summary>
    public static Delegate Call(Type owner, string method, Type[] types, params object[] arguments) =>
        (Delegate)owner.GetMethod(method, BindingFlags.Static | BindingFlags.NonPublic)
            .MakeGenericMethod(types)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private static Delegate Call(string method, Type[] types, params object[] arguments) => Call(typeof(ValueGetters), method, types, arguments);

    private static Delegate ConstantCore<T>(object value) => Constant((T)value);

    private static Delegate OfCore<T>(DataViewRow row, DataViewSchema.Column column) => row.GetGetter<T>(column);
}
