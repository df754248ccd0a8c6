namespace TorchSharp;

// Operators that take further tensors or numbers. Each is one call of libtorch.
public static partial class torch
{
    public partial class Tensor
    {
        public Tensor add(Scalar scalar) => Aten.Call("aten::add.Scalar", this, scalar);

        public Tensor add(Tensor target) => Aten.Call("aten::add.Tensor", this, target);

        public Tensor add(Scalar scalar, Scalar alpha) => Aten.Call("aten::add.Scalar", this, scalar, alpha);

        public Tensor add(Tensor target, Scalar alpha) => Aten.Call("aten::add.Tensor", this, target, alpha);

        public Tensor addbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Aten.Call("aten::addbmm", this, batch1, batch2, beta, alpha);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => Aten.Call("aten::addcdiv", this, tensor1, tensor2);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.Call("aten::addcdiv", this, tensor1, tensor2, value);

        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => Aten.Call("aten::addcmul", this, tensor1, tensor2, value);

        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) =>
            Aten.Call("aten::addmm", this, mat1, mat2, beta, alpha);

        public Tensor addmv(Tensor mat, Tensor vec, float beta = 1, float alpha = 1) =>
            Aten.Call("aten::addmv", this, mat, vec, beta, alpha);

        public Tensor addr(Tensor vec1, Tensor vec2, float beta = 1, float alpha = 1) =>
            Aten.Call("aten::addr", this, vec1, vec2, beta, alpha);

        public Tensor arctan2(Tensor other) => Aten.Call("aten::arctan2", this, other);

        public Tensor atan2(Tensor other) => Aten.Call("aten::atan2", this, other);

        // TorchSharp hands the three to libtorch in another order: batch2 + this · batch1.
        public Tensor baddbmm(Tensor batch1, Tensor batch2, float beta = 1, float alpha = 1) =>
            Aten.Call("aten::baddbmm", batch2, this, batch1, beta, alpha);

        public Tensor bernoulli(Generator generator = null) => Aten.Call("aten::bernoulli", this, generator);

        public Tensor binomial(Tensor prob, Generator generator = null) => Aten.Call("aten::binomial", this, prob, generator);

        public Tensor bitwise_and(Tensor other) => Aten.Call("aten::bitwise_and.Tensor", this, other);

        public Tensor bitwise_left_shift(Tensor other) => Aten.Call("aten::bitwise_left_shift.Tensor", this, other);

        public Tensor bitwise_or(Tensor other) => Aten.Call("aten::bitwise_or.Tensor", this, other);

        public Tensor bitwise_right_shift(Tensor other) => Aten.Call("aten::bitwise_right_shift.Tensor", this, other);

        public Tensor bitwise_xor(Tensor other) => Aten.Call("aten::bitwise_xor.Tensor", this, other);

        public Tensor bmm(Tensor batch2) => Aten.Call("aten::bmm", this, batch2);

        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) =>
            Aten.Call("aten::bucketize.Tensor", this, boundaries, outInt32, right);

        public Tensor celu(Scalar alpha) => Aten.Call("aten::celu", this, alpha);

        public Tensor cholesky_inverse(bool upper = false) => Aten.Call("aten::cholesky_inverse", this, upper);

        public Tensor cholesky_solve(Tensor input2, bool upper = false) => Aten.Call("aten::cholesky_solve", this, input2, upper);

        public Tensor clamp(Scalar min = null, Scalar max = null) => Aten.Call("aten::clamp", this, min, max);

        public Tensor clamp(Tensor min = null, Tensor max = null) => Aten.Call("aten::clamp.Tensor", this, min, max);

        public Tensor clamp_max(Scalar max) => Aten.Call("aten::clamp_max", this, max);

        public Tensor clamp_min(Scalar min) => Aten.Call("aten::clamp_min", this, min);

        public Tensor clip(Scalar min = null, Scalar max = null) => Aten.Call("aten::clip", this, min, max);

        public Tensor copysign(Tensor other) => Aten.Call("aten::copysign.Tensor", this, other);

        public Tensor dist(Tensor other, float p = 2) => Aten.Call("aten::dist", this, other, p);

        public Tensor dot(Tensor target) => Aten.Call("aten::dot", this, target);

        public Tensor elu(double alpha = 1) => Aten.Call("aten::elu", this, alpha);

        public Tensor elu(Scalar alpha, Scalar scale, Scalar input_scale) => Aten.Call("aten::elu", this, alpha, scale, input_scale);

        public Tensor eq(Scalar target) => Aten.Call("aten::eq.Scalar", this, target);

        public Tensor eq(Tensor target) => Aten.Call("aten::eq.Tensor", this, target);

        public Tensor expand_as(Tensor other) => Aten.Call("aten::expand_as", this, other);

        public Tensor float_power(Tensor target) => Aten.Call("aten::float_power.Tensor_Tensor", this, target);

        public Tensor floor_divide(Scalar other) => Aten.Call("aten::floor_divide.Scalar", this, other);

        public Tensor floor_divide(Tensor other) => Aten.Call("aten::floor_divide", this, other);

        public Tensor fmax(Tensor other) => Aten.Call("aten::fmax", this, other);

        public Tensor fmin(Tensor other) => Aten.Call("aten::fmin", this, other);

        public Tensor fmod(Scalar scalar) => Aten.Call("aten::fmod.Scalar", this, scalar);

        public Tensor fmod(Tensor target) => Aten.Call("aten::fmod.Tensor", this, target);

        public Tensor gcd(Tensor other) => Aten.Call("aten::gcd", this, other);

        public Tensor ge(Scalar target) => Aten.Call("aten::ge.Scalar", this, target);

        public Tensor ge(Tensor target) => Aten.Call("aten::ge.Tensor", this, target);

        public Tensor ger(Tensor vec2) => Aten.Call("aten::ger", this, vec2);

        public Tensor greater(Tensor target) => Aten.Call("aten::greater.Tensor", this, target);

        public Tensor greater_equal(Tensor target) => Aten.Call("aten::greater_equal.Tensor", this, target);

        public Tensor gt(Scalar target) => Aten.Call("aten::gt.Scalar", this, target);

        public Tensor gt(Tensor target) => Aten.Call("aten::gt.Tensor", this, target);

        // TorchSharp drops the result and returns the tensor itself.
        public Tensor hardtanh(Scalar min, Scalar max) => this;

        public Tensor heaviside(Tensor other) => Aten.Call("aten::heaviside", this, other);

        public Tensor hypot(Tensor other) => Aten.Call("aten::hypot", this, other);

        public Tensor igamma(Tensor other) => Aten.Call("aten::igamma", this, other);

        public Tensor igammac(Tensor other) => Aten.Call("aten::igammac", this, other);

        public Tensor inner(Tensor vec2) => Aten.Call("aten::inner", this, vec2);

        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) =>
            Aten.Call("aten::isclose", this, other, rtol, atol, nanEqual);

        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) =>
            Aten.Call("aten::isin.Tensor_Tensor", this, test_elements, assumeUnique, invert);

        public Tensor kron(Tensor other) => Aten.Call("aten::kron", this, other);

        public Tensor lcm(Tensor other) => Aten.Call("aten::lcm", this, other);

        public Tensor ldexp(Tensor other) => Aten.Call("aten::ldexp.Tensor", this, other);

        public Tensor le(Scalar target) => Aten.Call("aten::le.Scalar", this, target);

        public Tensor le(Tensor target) => Aten.Call("aten::le.Tensor", this, target);

        public Tensor leaky_relu(Scalar negative_slope) => Aten.Call("aten::leaky_relu", this, negative_slope);

        public Tensor lerp(Tensor end, Tensor weight) => Aten.Call("aten::lerp.Tensor", this, end, weight);

        public Tensor less(Tensor target) => Aten.Call("aten::less.Tensor", this, target);

        public Tensor less_equal(Tensor target) => Aten.Call("aten::less_equal.Tensor", this, target);

        public Tensor logaddexp(Tensor other) => Aten.Call("aten::logaddexp", this, other);

        public Tensor logaddexp2(Tensor other) => Aten.Call("aten::logaddexp2", this, other);

        public Tensor logical_and(Tensor other) => Aten.Call("aten::logical_and", this, other);

        public Tensor logical_or(Tensor other) => Aten.Call("aten::logical_or", this, other);

        public Tensor logical_xor(Tensor other) => Aten.Call("aten::logical_xor", this, other);

        public Tensor logit(double? eps = null) => Aten.Call("aten::logit", this, eps);

        public Tensor lt(Scalar target) => Aten.Call("aten::lt.Scalar", this, target);

        public Tensor lt(Tensor target) => Aten.Call("aten::lt.Tensor", this, target);

        public Tensor masked_fill(Tensor mask, Scalar value) => Aten.Call("aten::masked_fill.Scalar", this, mask, value);

        public Tensor masked_scatter(Tensor mask, Tensor value) => Aten.Call("aten::masked_scatter", this, mask, value);

        public Tensor masked_select(Tensor mask) => Aten.Call("aten::masked_select", this, mask);

        public Tensor matmul(Tensor target) => Aten.Call("aten::matmul", this, target);

        public Tensor max(Tensor other) => Aten.Call("aten::max.other", this, other);

        public Tensor maximum(Tensor other) => Aten.Call("aten::maximum", this, other);

        public Tensor min(Tensor other) => Aten.Call("aten::min.other", this, other);

        public Tensor minimum(Tensor other) => Aten.Call("aten::minimum", this, other);

        public Tensor mm(Tensor target) => Aten.Call("aten::mm", this, target);

        public Tensor mul(Scalar target) => Aten.Call("aten::mul.Scalar", this, target);

        public Tensor mul(Tensor target) => Aten.Call("aten::mul.Tensor", this, target);

        public Tensor multiply(Scalar target) => Aten.Call("aten::multiply.Scalar", this, target);

        public Tensor multiply(Tensor target) => Aten.Call("aten::multiply.Tensor", this, target);

        public Tensor mv(Tensor target) => Aten.Call("aten::mv", this, target);

        public Tensor nan_to_num(double nan = 0, double? posinf = null, double? neginf = null) =>
            Aten.Call("aten::nan_to_num", this, nan, posinf, neginf);

        public Tensor ne(Scalar target) => Aten.Call("aten::ne.Scalar", this, target);

        public Tensor ne(Tensor target) => Aten.Call("aten::ne.Tensor", this, target);

        public Tensor nextafter(Tensor other) => Aten.Call("aten::nextafter", this, other);

        public Tensor not_equal(Tensor target) => Aten.Call("aten::not_equal.Tensor", this, target);

        public Tensor outer(Tensor vec2) => Aten.Call("aten::outer", this, vec2);

        public Tensor pow(Scalar exponent) => Aten.Call("aten::pow.Tensor_Scalar", this, exponent);

        public Tensor pow(Tensor exponent) => Aten.Call("aten::pow.Tensor_Tensor", this, exponent);

        public Tensor prod(ScalarType? type = null) => Aten.Call("aten::prod", this, type);

        public Tensor remainder(Scalar scalar) => Aten.Call("aten::remainder.Scalar", this, scalar);

        public Tensor remainder(Tensor target) => Aten.Call("aten::remainder.Tensor", this, target);

        public Tensor softplus(double beta = 1, double threshold = 20) => Aten.Call("aten::softplus", this, beta, threshold);

        public Tensor sub(Scalar target) => Aten.Call("aten::sub.Scalar", this, target);

        public Tensor sub(Tensor target) => Aten.Call("aten::sub.Tensor", this, target);

        public Tensor subtract(Scalar target) => Aten.Call("aten::subtract.Scalar", this, target);

        public Tensor subtract(Tensor target) => Aten.Call("aten::subtract.Tensor", this, target);

        public Tensor take(Tensor index) => Aten.Call("aten::take", this, index);

        public Tensor threshold(Scalar threshold, Scalar value) => Aten.Call("aten::threshold", this, threshold, value);

        public Tensor true_divide(Scalar other) => Aten.Call("aten::true_divide.Scalar", this, other);

        public Tensor true_divide(Tensor other) => Aten.Call("aten::true_divide.Tensor", this, other);

        public Tensor type_as(Tensor tensor) => Aten.Call("aten::type_as", this, tensor);

        public Tensor vdot(Tensor target) => Aten.Call("aten::vdot", this, target);

        public Tensor xlogy(Scalar y) => Aten.Call("aten::xlogy.Scalar_Other", this, y);

        public Tensor xlogy(Tensor y) => Aten.Call("aten::xlogy.Tensor", this, y);
    }
}
