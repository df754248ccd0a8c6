namespace TorchSharp;

// Operators that change the tensor and return it. Each is one call of libtorch.
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor abs_() => InPlace("aten::abs_", this);

        public Tensor absolute_() => InPlace("aten::absolute_", this);

        public Tensor acos_() => InPlace("aten::acos_", this);

        public Tensor acosh_() => InPlace("aten::acosh_", this);

        public Tensor add_(Scalar scalar) => InPlace("aten::add_.Scalar", this, scalar);

        public Tensor add_(Tensor target) => InPlace("aten::add_.Tensor", this, target);

        public Tensor add_(Scalar scalar, Scalar alpha) => InPlace("aten::add_.Scalar", this, scalar, alpha);

        public Tensor add_(Tensor target, Scalar alpha) => InPlace("aten::add_.Tensor", this, target, alpha);

        public Tensor addbmm_(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            InPlace("aten::addbmm_", this, batch1, batch2, beta, alpha);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => InPlace("aten::addcdiv_", this, tensor1, tensor2);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => InPlace("aten::addcdiv_", this, tensor1, tensor2, value);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => InPlace("aten::addcmul_", this, tensor1, tensor2, value);

        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            InPlace("aten::addmm_", this, mat1, mat2, beta, alpha);

        public Tensor addmv_(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) =>
            InPlace("aten::addmv_", this, mat, vec, beta, alpha);

        public Tensor addr_(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) =>
            InPlace("aten::addr_", this, vec1, vec2, beta, alpha);

        public Tensor arccos_() => InPlace("aten::arccos_", this);

        public Tensor arccosh_() => InPlace("aten::arccosh_", this);

        public Tensor arcsin_() => InPlace("aten::arcsin_", this);

        public Tensor arcsinh_() => InPlace("aten::arcsinh_", this);

        public Tensor arctan2_(Tensor other) => InPlace("aten::arctan2_", this, other);

        public Tensor arctan_() => InPlace("aten::arctan_", this);

        public Tensor arctanh_() => InPlace("aten::arctanh_", this);

        public Tensor asin_() => InPlace("aten::asin_", this);

        public Tensor asinh_() => InPlace("aten::asinh_", this);

        public Tensor atan2_(Tensor other) => InPlace("aten::atan2_", this, other);

        public Tensor atan_() => InPlace("aten::atan_", this);

        public Tensor atanh_() => InPlace("aten::atanh_", this);

        public Tensor bernoulli_(double p = 0.5, Generator generator = null) => InPlace("aten::bernoulli_.float", this, p, generator);

        public Tensor bernoulli_(Tensor p, Generator generator = null) => InPlace("aten::bernoulli_.Tensor", this, p, generator);

        public Tensor bitwise_and_(Tensor other) => InPlace("aten::bitwise_and_.Tensor", this, other);

        public Tensor bitwise_left_shift_(Tensor other) => InPlace("aten::bitwise_left_shift_.Tensor", this, other);

        public Tensor bitwise_not_() => InPlace("aten::bitwise_not_", this);

        public Tensor bitwise_or_(Tensor other) => InPlace("aten::bitwise_or_.Tensor", this, other);

        public Tensor bitwise_right_shift_(Tensor other) => InPlace("aten::bitwise_right_shift_.Tensor", this, other);

        public Tensor bitwise_xor_(Tensor other) => InPlace("aten::bitwise_xor_.Tensor", this, other);

        public Tensor cauchy_(double median = 0, double sigma = 1, Generator generator = null) =>
            InPlace("aten::cauchy_", this, median, sigma, generator);

        public Tensor ceil_() => InPlace("aten::ceil_", this);

        public Tensor celu_() => InPlace("aten::celu_", this);

        public Tensor celu_(Scalar alpha) => InPlace("aten::celu_", this, alpha);

        public Tensor clamp_(Scalar min = null, Scalar max = null) => InPlace("aten::clamp_", this, min, max);

        public Tensor clamp_(Tensor min = null, Tensor max = null) => InPlace("aten::clamp_.Tensor", this, min, max);

        public Tensor clamp_max_(Scalar max) => InPlace("aten::clamp_max_", this, max);

        public Tensor clamp_min_(Scalar min) => InPlace("aten::clamp_min_", this, min);

        public Tensor conj_physical_() => InPlace("aten::conj_physical_", this);

        public Tensor copysign_(Tensor other) => InPlace("aten::copysign_.Tensor", this, other);

        public Tensor cos_() => InPlace("aten::cos_", this);

        public Tensor cosh_() => InPlace("aten::cosh_", this);

        public Tensor deg2rad_() => InPlace("aten::deg2rad_", this);

        public Tensor digamma_() => InPlace("aten::digamma_", this);

        // Not in place, against its name.
        public Tensor elu_(double alpha = 1) => Aten.Call("aten::elu", this, alpha);

        public Tensor elu_(Scalar alpha, Scalar scale, Scalar input_scale) => InPlace("aten::elu_", this, alpha, scale, input_scale);

        public Tensor eq_(Scalar target) => InPlace("aten::eq_.Scalar", this, target);

        public Tensor eq_(Tensor target) => InPlace("aten::eq_.Tensor", this, target);

        public Tensor erf_() => InPlace("aten::erf_", this);

        public Tensor erfc_() => InPlace("aten::erfc_", this);

        public Tensor erfinv_() => InPlace("aten::erfinv_", this);

        public Tensor exp2_() => InPlace("aten::exp2_", this);

        public Tensor exp_() => InPlace("aten::exp_", this);

        public Tensor expm1_() => InPlace("aten::expm1_", this);

        public Tensor exponential_(double lambda = 1, Generator generator = null) => InPlace("aten::exponential_", this, lambda, generator);

        public Tensor fill_(Scalar value) => InPlace("aten::fill_.Scalar", this, value);

        public Tensor fix_() => InPlace("aten::fix_", this);

        public Tensor float_power_(Tensor target) => InPlace("aten::float_power_.Tensor", this, target);

        public Tensor floor_() => InPlace("aten::floor_", this);

        public Tensor floor_divide_(Scalar other) => InPlace("aten::floor_divide_.Scalar", this, other);

        public Tensor floor_divide_(Tensor other) => InPlace("aten::floor_divide_.Tensor", this, other);

        public Tensor fmod_(Scalar scalar) => InPlace("aten::fmod_.Scalar", this, scalar);

        public Tensor fmod_(Tensor target) => InPlace("aten::fmod_.Tensor", this, target);

        public Tensor frac_() => InPlace("aten::frac_", this);

        public Tensor gcd_(Tensor other) => InPlace("aten::gcd_", this, other);

        public Tensor ge_(Scalar target) => InPlace("aten::ge_.Scalar", this, target);

        public Tensor ge_(Tensor target) => InPlace("aten::ge_.Tensor", this, target);

        public Tensor geometric_(double p, Generator generator = null) => InPlace("aten::geometric_", this, p, generator);

        public Tensor gt_(Scalar target) => InPlace("aten::gt_.Scalar", this, target);

        public Tensor gt_(Tensor target) => InPlace("aten::gt_.Tensor", this, target);

        public Tensor hardsigmoid_() => InPlace("aten::hardsigmoid_", this);

        public Tensor hardswish_() => InPlace("aten::hardswish_", this);

        public Tensor hardtanh_(Scalar min, Scalar max) => InPlace("aten::hardtanh_", this, min, max);

        public Tensor heaviside_(Tensor other) => InPlace("aten::heaviside_", this, other);

        public Tensor i0_() => InPlace("aten::i0_", this);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) =>
            InPlace("aten::index_add_", this, dim, index, source, alpha);

        public Tensor index_copy_(long dim, Tensor index, Tensor source) => InPlace("aten::index_copy_", this, dim, index, source);

        public Tensor index_fill_(long dim, Tensor index, Scalar value) => InPlace("aten::index_fill_.int_Scalar", this, dim, index, value);

        public Tensor lcm_(Tensor other) => InPlace("aten::lcm_", this, other);

        public Tensor ldexp_(Tensor other) => InPlace("aten::ldexp_", this, other);

        public Tensor le_(Scalar target) => InPlace("aten::le_.Scalar", this, target);

        public Tensor le_(Tensor target) => InPlace("aten::le_.Tensor", this, target);

        public Tensor leaky_relu_(Scalar negative_slope) => InPlace("aten::leaky_relu_", this, negative_slope);

        public Tensor lerp_(Tensor end, Tensor weight) => InPlace("aten::lerp_.Tensor", this, end, weight);

        public Tensor less_equal_(Tensor target) => InPlace("aten::less_equal_.Tensor", this, target);

        public Tensor lgamma_() => InPlace("aten::lgamma_", this);

        public Tensor log10_() => InPlace("aten::log10_", this);

        public Tensor log1p_() => InPlace("aten::log1p_", this);

        public Tensor log2_() => InPlace("aten::log2_", this);

        public Tensor log_() => InPlace("aten::log_", this);

        public Tensor log_normal_(double mean = 0, double std = 1, Generator generator = null) =>
            InPlace("aten::log_normal_", this, mean, std, generator);

        public Tensor logical_and_(Tensor other) => InPlace("aten::logical_and_", this, other);

        public Tensor logical_not_() => InPlace("aten::logical_not_", this);

        public Tensor logical_or_(Tensor other) => InPlace("aten::logical_or_", this, other);

        public Tensor logical_xor_(Tensor other) => InPlace("aten::logical_xor_", this, other);

        public Tensor logit_(double? eps = null) => InPlace("aten::logit_", this, eps);

        public Tensor lt_(Scalar target) => InPlace("aten::lt_.Scalar", this, target);

        public Tensor lt_(Tensor target) => InPlace("aten::lt_.Tensor", this, target);

        public Tensor masked_fill_(Tensor mask, Scalar value) => InPlace("aten::masked_fill_.Scalar", this, mask, value);

        public Tensor masked_scatter_(Tensor mask, Tensor value) => InPlace("aten::masked_scatter_", this, mask, value);

        public Tensor mul_(Scalar target) => InPlace("aten::mul_.Scalar", this, target);

        public Tensor mul_(Tensor target) => InPlace("aten::mul_.Tensor", this, target);

        public Tensor mvlgamma_(long p) => InPlace("aten::mvlgamma_", this, p);

        public Tensor nan_to_num_(double nan = 0, double? posinf = null, double? neginf = null) =>
            InPlace("aten::nan_to_num_", this, nan, posinf, neginf);

        public Tensor ne_(Scalar target) => InPlace("aten::ne_.Scalar", this, target);

        public Tensor ne_(Tensor target) => InPlace("aten::ne_.Tensor", this, target);

        public Tensor neg_() => InPlace("aten::neg_", this);

        public Tensor nextafter_(Tensor other) => InPlace("aten::nextafter_", this, other);

        public Tensor not_equal_(Tensor target) => InPlace("aten::not_equal_.Tensor", this, target);

        public Tensor polygamma_(long p) => InPlace("aten::polygamma_", this, p);

        public Tensor pow_(Scalar exponent) => InPlace("aten::pow_.Scalar", this, exponent);

        public Tensor pow_(Tensor exponent) => InPlace("aten::pow_.Tensor", this, exponent);

        public Tensor rad2deg_() => InPlace("aten::rad2deg_", this);

        public Tensor reciprocal_() => InPlace("aten::reciprocal_", this);

        public Tensor relu6_() => InPlace("aten::relu6_", this);

        public Tensor relu_() => InPlace("aten::relu_", this);

        public Tensor remainder_(Scalar scalar) => InPlace("aten::remainder_.Scalar", this, scalar);

        public Tensor remainder_(Tensor target) => InPlace("aten::remainder_.Tensor", this, target);

        public Tensor round_(long decimals = 0) => InPlace("aten::round_.decimals", this, decimals);

        public Tensor rsqrt_() => InPlace("aten::rsqrt_", this);

        public Tensor scatter_(long dim, Tensor index, Tensor src) => InPlace("aten::scatter_.src", this, dim, index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => InPlace("aten::scatter_add_", this, dim, index, src);

        public Tensor selu_() => InPlace("aten::selu_", this);

        public Tensor sgn_() => InPlace("aten::sgn_", this);

        public Tensor sigmoid_() => InPlace("aten::sigmoid_", this);

        public Tensor sign_() => InPlace("aten::sign_", this);

        public Tensor silu_() => InPlace("aten::silu_", this);

        public Tensor sin_() => InPlace("aten::sin_", this);

        public Tensor sinc_() => InPlace("aten::sinc_", this);

        public Tensor sinh_() => InPlace("aten::sinh_", this);

        public Tensor sqrt_() => InPlace("aten::sqrt_", this);

        public Tensor sub_(Scalar target) => InPlace("aten::sub_.Scalar", this, target);

        public Tensor sub_(Tensor target) => InPlace("aten::sub_.Tensor", this, target);

        public Tensor subtract_(Scalar target) => InPlace("aten::subtract_.Scalar", this, target);

        public Tensor subtract_(Tensor target) => InPlace("aten::subtract_.Tensor", this, target);

        public Tensor tan_() => InPlace("aten::tan_", this);

        public Tensor tanh_() => InPlace("aten::tanh_", this);

        public Tensor threshold_(Scalar threshold, Scalar value) => InPlace("aten::threshold_", this, threshold, value);

        public Tensor transpose_(long dim0, long dim1) => InPlace("aten::transpose_", this, dim0, dim1);

        public Tensor tril_(long diagonal = 0) => Aten.Call("aten::tril_", this, diagonal);

        public Tensor triu_(long diagonal = 0) => Aten.Call("aten::triu_", this, diagonal);

        public Tensor true_divide_(Scalar other) => InPlace("aten::true_divide_.Scalar", this, other);

        public Tensor true_divide_(Tensor other) => InPlace("aten::true_divide_.Tensor", this, other);

        public Tensor trunc_() => InPlace("aten::trunc_", this);

        public Tensor uniform_(double from, double to, Generator generator = null) => InPlace("aten::uniform_", this, from, to, generator);

        public Tensor unsqueeze_(long dim) => InPlace("aten::unsqueeze_", this, dim);

        public Tensor xlogy_(Scalar y) => InPlace("aten::xlogy_.Scalar_Other", this, y);

        public Tensor xlogy_(Tensor y) => InPlace("aten::xlogy_.Tensor", this, y);

        // Another object for the same tensor, as tril_, triu_ and gelu_ return.
        public Tensor zero_() => Aten.Call("aten::zero_", this);
    }
}
