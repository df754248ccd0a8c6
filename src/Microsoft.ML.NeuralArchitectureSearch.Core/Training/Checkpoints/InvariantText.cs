using System.Globalization;

namespace Microsoft.ML.NeuralArchitectureSearch.Training.Checkpoints;

/// <summary>Texts that do not depend on the current culture.</summary>
internal static class InvariantText
{
    /// <summary>The text of an object in the invariant culture; the texts of records follow the current one.</summary>
    public static string Of(object value)
    {
        var culture = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            return $"{value}";
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }
}
