namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>In-place methods return the same object they were called on.</summary>
        private Tensor InPlace(string op, params ReadOnlySpan<Arg> args)
        {
            Aten.CallInPlace(op, args);
            return this;
        }

        private static (Tensor, Tensor) Pair(Tensor[] results) => (results[0], results[1]);

        /// <summary>Converts a result to a type asked for, without leaving the intermediate behind.</summary>
        private static Tensor Typed(Tensor result, ScalarType? type)
        {
            if (type is not { } wanted || result.dtype == wanted)
                return result;
            using (result)
                return result.to_type(wanted);
        }

        private static string Rounding(RoundingMode mode) => mode switch
        {
            RoundingMode.trunc => "trunc",
            RoundingMode.floor => "floor",
            _ => null,
        };
    }

    public enum RoundingMode
    {
        None,
        trunc,
        floor,
    }
}
