namespace TorchSharp;

// Operators that take nothing but the tensor. Each is one call of libtorch.
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs() => Aten.Call("aten::abs", this);

        public Tensor absolute() => Aten.Call("aten::absolute", this);

        public Tensor acos() => Aten.Call("aten::acos", this);

        public Tensor acosh() => Aten.Call("aten::acosh", this);

        public Tensor adjoint() => Aten.Call("aten::adjoint", this);

        public Tensor all() => Aten.Call("aten::all", this);

        public Tensor angle() => Aten.Call("aten::angle", this);

        public Tensor any() => Aten.Call("aten::any", this);

        public Tensor arccos() => Aten.Call("aten::arccos", this);

        public Tensor arccosh() => Aten.Call("aten::arccosh", this);

        public Tensor arcsin() => Aten.Call("aten::arcsin", this);

        public Tensor arcsinh() => Aten.Call("aten::arcsinh", this);

        public Tensor arctan() => Aten.Call("aten::arctan", this);

        public Tensor arctanh() => Aten.Call("aten::arctanh", this);

        public Tensor argmax() => Aten.Call("aten::argmax", this);

        public Tensor argmin() => Aten.Call("aten::argmin", this);

        public Tensor argwhere() => Aten.Call("aten::argwhere", this);

        public Tensor asin() => Aten.Call("aten::asin", this);

        public Tensor asinh() => Aten.Call("aten::asinh", this);

        public Tensor atan() => Aten.Call("aten::atan", this);

        public Tensor atanh() => Aten.Call("aten::atanh", this);

        public Tensor atleast_1d() => Aten.Call("aten::atleast_1d", this);

        public Tensor atleast_2d() => Aten.Call("aten::atleast_2d", this);

        public Tensor atleast_3d() => Aten.Call("aten::atleast_3d", this);

        public Tensor bitwise_not() => Aten.Call("aten::bitwise_not", this);

        public Tensor ceil() => Aten.Call("aten::ceil", this);

        public Tensor celu() => Aten.Call("aten::celu", this);

        public Tensor conj() => Aten.Call("aten::conj", this);

        public Tensor conj_physical() => Aten.Call("aten::conj_physical", this);

        public Tensor corrcoef() => Aten.Call("aten::corrcoef", this);

        public Tensor cos() => Aten.Call("aten::cos", this);

        public Tensor cosh() => Aten.Call("aten::cosh", this);

        public Tensor deg2rad() => Aten.Call("aten::deg2rad", this);

        public Tensor dequantize() => Aten.Call("aten::dequantize.self", this);

        public Tensor det() => Aten.Call("aten::det", this);

        public Tensor digamma() => Aten.Call("aten::digamma", this);

        public Tensor erf() => Aten.Call("aten::erf", this);

        public Tensor erfc() => Aten.Call("aten::erfc", this);

        public Tensor erfinv() => Aten.Call("aten::erfinv", this);

        public Tensor exp() => Aten.Call("aten::exp", this);

        public Tensor exp2() => Aten.Call("aten::exp2", this);

        public Tensor expm1() => Aten.Call("aten::expm1", this);

        public Tensor fix() => Aten.Call("aten::fix", this);

        public Tensor fliplr() => Aten.Call("aten::fliplr", this);

        public Tensor flipud() => Aten.Call("aten::flipud", this);

        public Tensor floor() => Aten.Call("aten::floor", this);

        public Tensor frac() => Aten.Call("aten::frac", this);

        public Tensor hardsigmoid() => Aten.Call("aten::hardsigmoid", this);

        public Tensor hardswish() => Aten.Call("aten::hardswish", this);

        public Tensor i0() => Aten.Call("aten::i0", this);

        public Tensor int_repr() => Aten.Call("aten::int_repr", this);

        public Tensor inverse() => Aten.Call("aten::inverse", this);

        public Tensor isfinite() => Aten.Call("aten::isfinite", this);

        public Tensor isinf() => Aten.Call("aten::isinf", this);

        public Tensor isnan() => Aten.Call("aten::isnan", this);

        public Tensor isneginf() => Aten.Call("aten::isneginf", this);

        public Tensor isposinf() => Aten.Call("aten::isposinf", this);

        public Tensor isreal() => Aten.Call("aten::isreal", this);

        public Tensor lgamma() => Aten.Call("aten::lgamma", this);

        public Tensor log() => Aten.Call("aten::log", this);

        public Tensor log10() => Aten.Call("aten::log10", this);

        public Tensor log1p() => Aten.Call("aten::log1p", this);

        public Tensor log2() => Aten.Call("aten::log2", this);

        public Tensor log_sigmoid() => Aten.Call("aten::log_sigmoid", this);

        public Tensor logdet() => Aten.Call("aten::logdet", this);

        public Tensor logical_not() => Aten.Call("aten::logical_not", this);

        public Tensor matrix_exp() => Aten.Call("aten::matrix_exp", this);

        public Tensor max() => Aten.Call("aten::max", this);

        public Tensor mean() => Aten.Call("aten::mean", this);

        public Tensor median() => Aten.Call("aten::median", this);

        public Tensor min() => Aten.Call("aten::min", this);

        public Tensor msort() => Aten.Call("aten::msort", this);

        public Tensor nanmedian() => Aten.Call("aten::nanmedian", this);

        public Tensor nansum() => Aten.Call("aten::nansum", this);

        public Tensor neg() => Aten.Call("aten::neg", this);

        public Tensor negative() => Aten.Call("aten::negative", this);

        public Tensor nonzero() => Aten.Call("aten::nonzero", this);

        public Tensor positive() => Aten.Call("aten::positive", this);

        public Tensor q_per_channel_scales() => Aten.Call("aten::q_per_channel_scales", this);

        public Tensor q_per_channel_zero_points() => Aten.Call("aten::q_per_channel_zero_points", this);

        public Tensor rad2deg() => Aten.Call("aten::rad2deg", this);

        public Tensor ravel() => Aten.Call("aten::ravel", this);

        public Tensor reciprocal() => Aten.Call("aten::reciprocal", this);

        public Tensor relu() => Aten.Call("aten::relu", this);

        public Tensor relu6() => Aten.Call("aten::relu6", this);

        public Tensor resolve_conj() => Aten.Call("aten::resolve_conj", this);

        public Tensor resolve_neg() => Aten.Call("aten::resolve_neg", this);

        public Tensor rsqrt() => Aten.Call("aten::rsqrt", this);

        public Tensor selu() => Aten.Call("aten::selu", this);

        public Tensor sgn() => Aten.Call("aten::sgn", this);

        public Tensor sigmoid() => Aten.Call("aten::sigmoid", this);

        public Tensor sign() => Aten.Call("aten::sign", this);

        public Tensor signbit() => Aten.Call("aten::signbit", this);

        public Tensor silu() => Aten.Call("aten::silu", this);

        public Tensor sin() => Aten.Call("aten::sin", this);

        public Tensor sinc() => Aten.Call("aten::sinc", this);

        public Tensor sinh() => Aten.Call("aten::sinh", this);

        public Tensor sqrt() => Aten.Call("aten::sqrt", this);

        public Tensor square() => Aten.Call("aten::square", this);

        public Tensor t() => Aten.Call("aten::t", this);

        public Tensor tan() => Aten.Call("aten::tan", this);

        public Tensor tanh() => Aten.Call("aten::tanh", this);

        public Tensor to_dense() => Aten.Call("aten::to_dense", this);

        public Tensor trace() => Aten.Call("aten::trace", this);

        public Tensor trunc() => Aten.Call("aten::trunc", this);

        public Tensor view_as_complex() => Aten.Call("aten::view_as_complex", this);

        public Tensor view_as_real() => Aten.Call("aten::view_as_real", this);
    }
}
