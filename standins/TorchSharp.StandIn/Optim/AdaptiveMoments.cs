using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// The step that Adam and AdamW share.
internal static class AdaptiveMoments
{
    internal readonly record struct Rates(long Step, double LearningRate, double Beta1, double Beta2, double Epsilon);

    internal static void Apply(Parameter parameter, Tensor direction, Rates rates, Tensor mean, Tensor square, Tensor largestSquare)
    {
        Aten.CallInPlace("aten::mul_.Scalar", mean, rates.Beta1);
        Aten.CallInPlace("aten::add_.Tensor", mean, direction, 1 - rates.Beta1);
        Aten.CallInPlace("aten::mul_.Scalar", square, rates.Beta2);
        Aten.CallInPlace("aten::addcmul_", square, direction, direction, 1 - rates.Beta2);

        if (largestSquare is not null)
        {
            using var larger = Aten.Call("aten::maximum", largestSquare, square);
            Aten.CallInPlace("aten::copy_", largestSquare, larger);
        }

        using var deviation = Aten.Call("aten::sqrt", largestSquare ?? square);
        Aten.CallInPlace("aten::div_.Scalar", deviation, Math.Sqrt(1 - Math.Pow(rates.Beta2, rates.Step)));
        Aten.CallInPlace("aten::add_.Scalar", deviation, rates.Epsilon);
        Aten.CallInPlace("aten::addcdiv_", parameter, mean, deviation, -rates.LearningRate / (1 - Math.Pow(rates.Beta1, rates.Step)));
    }
}
