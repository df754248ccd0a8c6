using Microsoft.ML.Data;

namespace Microsoft.ML.NeuralArchitectureSearch.Estimators.Scoring;

/// <summary>Gives the class probabilities of the row that a cursor stands on.</summary>
internal delegate ReadOnlySpan<float> RowProbabilities();

/// <summary>The getters of the two columns that a classifier adds.</summary>
internal static class ScoreGetters
{
    public static ValueGetter<VBuffer<float>> Score(RowProbabilities row) => (ref VBuffer<float> destination) =>
    {
        var probabilities = row();
        var editor = VBufferEditor.Create(ref destination, probabilities.Length);
        probabilities.CopyTo(editor.Values);
        destination = editor.Commit();
    };

    /// <param name="keyType">The raw type of the keys.</param>
    /// <param name="row">The probabilities of the present row.</param>
    /// <param name="missing">Called for a row without a class; it may throw where the classes' values have nothing that says so.</param>
    public static Delegate PredictedLabel(Type keyType, RowProbabilities row, Action missing)
    {
        int MostProbable(ReadOnlySpan<float> probabilities)
        {
            var key = KeyOf(probabilities);
            if (key == 0)
            {
                missing();
            }

            return key;
        }

        if (keyType == typeof(byte))
        {
            return (ValueGetter<byte>)((ref byte destination) => destination = (byte)MostProbable(row()));
        }

        if (keyType == typeof(ushort))
        {
            return (ValueGetter<ushort>)((ref ushort destination) => destination = (ushort)MostProbable(row()));
        }

        return keyType == typeof(uint)
            ? (ValueGetter<uint>)((ref uint destination) => destination = (uint)MostProbable(row()))
            : (ValueGetter<ulong>)((ref ulong destination) => destination = (ulong)MostProbable(row()));
    }

    // The key: from 1, and 0 for missing, which a row with a pixel that is not a number gets.
    private static int KeyOf(ReadOnlySpan<float> probabilities)
    {
        var best = 0;
        for (var i = 0; i < probabilities.Length; i++)
        {
            if (float.IsNaN(probabilities[i]))
            {
                return 0;
            }

            best = probabilities[i] > probabilities[best] ? i : best;
        }

        return best + 1;
    }
}
