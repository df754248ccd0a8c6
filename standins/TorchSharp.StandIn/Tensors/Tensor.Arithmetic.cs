namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => rounding_mode == RoundingMode.None
            ? Aten.Call("aten::div.Tensor", this, target)
            : Aten.Call("aten::div.Tensor_mode", this, target, Rounding(rounding_mode));

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => rounding_mode == RoundingMode.None
            ? Aten.Call("aten::div.Scalar", this, target)
            : Aten.Call("aten::div.Scalar_mode", this, target, Rounding(rounding_mode));

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => rounding_mode == RoundingMode.None
            ? InPlace("aten::div_.Tensor", this, target)
            : InPlace("aten::div_.Tensor_mode", this, target, Rounding(rounding_mode));

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => rounding_mode == RoundingMode.None
            ? InPlace("aten::div_.Scalar", this, target)
            : InPlace("aten::div_.Scalar_mode", this, target, Rounding(rounding_mode));

        public Tensor divide(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor divide(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div(target, rounding_mode);

        public Tensor divide_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        public Tensor divide_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => div_(target, rounding_mode);

        /// <summary>Element by element, unlike torch.equal of Python.</summary>
        public Tensor equal(Tensor target) => eq(target);

        public Tensor where(Tensor condition, Tensor y) => Aten.Call("aten::where.self", condition, this, y);

        public Tensor gelu() => Aten.Call("aten::gelu", this);

        public Tensor gelu_() => Aten.Call("aten::gelu_", this);

        public Tensor prelu(Tensor target) => Aten.Call("aten::prelu", this, target);

        public Tensor rrelu(double lower = 0.125, double upper = 1.0 / 3.0) => Aten.Call("aten::rrelu", this, lower, upper);

        public Tensor rrelu_(double lower = 0.125, double upper = 1.0 / 3.0) => InPlace("aten::rrelu_", this, lower, upper);

        public Tensor matrix_power(int n) => Aten.Call("aten::matrix_power", this, n);

        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Aten.CallInt("aten::allclose", this, target, rtol, atol, equal_nan) != 0;
    }
}
