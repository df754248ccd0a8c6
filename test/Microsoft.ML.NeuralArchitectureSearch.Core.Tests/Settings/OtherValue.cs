using System.Reflection;

namespace Microsoft.ML.NeuralArchitectureSearch.Tests.Settings;

/// <summary>Another valid value of a setting, far enough from the usual one to matter.</summary>
internal static class OtherValue
{
    public static object Of(PropertyInfo setting, object? value)
    {
        var type = Nullable.GetUnderlyingType(setting.PropertyType) ?? setting.PropertyType;
        return value switch
        {
            bool truth => !truth,
            int number => number + 1,
            double number => number == 0 ? 0.5 : number / 2,
            string text => text + "2",
            Enum chosen => Enum.GetValues(type).Cast<object>().First(other => !other.Equals(chosen)),
            null when type == typeof(int) => 3,
            null when type == typeof(double) => 0.3,
            null when type.GetConstructor(Type.EmptyTypes) is { } constructor => constructor.Invoke(null),
            _ => throw new InvalidOperationException($"The probe of {setting.DeclaringType!.Name} names another value of {setting.Name}."),
        };
    }
}
