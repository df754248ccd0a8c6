#pragma warning disable CA2225 // the named forms are the methods add, sub, mul, div, ...
namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public static Tensor operator +(Tensor left, Tensor right) => Aten.Call("aten::add.Tensor", left, right);
        public static Tensor operator +(Tensor left, Scalar right) => Aten.Call("aten::add.Scalar", left, right);
        public static Tensor operator +(Tensor left, int right) => Aten.Call("aten::add.Scalar", left, right);
        public static Tensor operator +(Tensor left, long right) => Aten.Call("aten::add.Scalar", left, right);
        public static Tensor operator +(Tensor left, float right) => Aten.Call("aten::add.Scalar", left, (double)right);
        public static Tensor operator +(Tensor left, double right) => Aten.Call("aten::add.Scalar", left, right);
        public static Tensor operator +(Scalar left, Tensor right) => Aten.Call("aten::add.Scalar", right, left);
        public static Tensor operator +(int left, Tensor right) => Aten.Call("aten::add.Scalar", right, left);
        public static Tensor operator +(long left, Tensor right) => Aten.Call("aten::add.Scalar", right, left);
        public static Tensor operator +(float left, Tensor right) => Aten.Call("aten::add.Scalar", right, (double)left);
        public static Tensor operator +(double left, Tensor right) => Aten.Call("aten::add.Scalar", right, left);

        public static Tensor operator -(Tensor left, Tensor right) => Aten.Call("aten::sub.Tensor", left, right);
        public static Tensor operator -(Tensor left, Scalar right) => Aten.Call("aten::sub.Scalar", left, right);
        public static Tensor operator -(Tensor left, int right) => Aten.Call("aten::sub.Scalar", left, right);
        public static Tensor operator -(Tensor left, long right) => Aten.Call("aten::sub.Scalar", left, right);
        public static Tensor operator -(Tensor left, float right) => Aten.Call("aten::sub.Scalar", left, (double)right);
        public static Tensor operator -(Tensor left, double right) => Aten.Call("aten::sub.Scalar", left, right);
        public static Tensor operator -(Scalar left, Tensor right) => Aten.Call("aten::rsub.Scalar", right, left);
        public static Tensor operator -(int left, Tensor right) => Aten.Call("aten::rsub.Scalar", right, left);
        public static Tensor operator -(long left, Tensor right) => Aten.Call("aten::rsub.Scalar", right, left);
        public static Tensor operator -(float left, Tensor right) => Aten.Call("aten::rsub.Scalar", right, (double)left);
        public static Tensor operator -(double left, Tensor right) => Aten.Call("aten::rsub.Scalar", right, left);

        public static Tensor operator *(Tensor left, Tensor right) => Aten.Call("aten::mul.Tensor", left, right);
        public static Tensor operator *(Tensor left, Scalar right) => Aten.Call("aten::mul.Scalar", left, right);
        public static Tensor operator *(Tensor left, int right) => Aten.Call("aten::mul.Scalar", left, right);
        public static Tensor operator *(Tensor left, long right) => Aten.Call("aten::mul.Scalar", left, right);
        public static Tensor operator *(Tensor left, float right) => Aten.Call("aten::mul.Scalar", left, (double)right);
        public static Tensor operator *(Tensor left, double right) => Aten.Call("aten::mul.Scalar", left, right);
        public static Tensor operator *(Scalar left, Tensor right) => Aten.Call("aten::mul.Scalar", right, left);
        public static Tensor operator *(int left, Tensor right) => Aten.Call("aten::mul.Scalar", right, left);
        public static Tensor operator *(long left, Tensor right) => Aten.Call("aten::mul.Scalar", right, left);
        public static Tensor operator *(float left, Tensor right) => Aten.Call("aten::mul.Scalar", right, (double)left);
        public static Tensor operator *(double left, Tensor right) => Aten.Call("aten::mul.Scalar", right, left);

        public static Tensor operator /(Tensor left, Tensor right) => Aten.Call("aten::div.Tensor", left, right);
        public static Tensor operator /(Tensor left, Scalar right) => Aten.Call("aten::div.Scalar", left, right);
        public static Tensor operator /(Tensor left, int right) => Aten.Call("aten::div.Scalar", left, right);
        public static Tensor operator /(Tensor left, long right) => Aten.Call("aten::div.Scalar", left, right);
        public static Tensor operator /(Tensor left, float right) => Aten.Call("aten::div.Scalar", left, (double)right);
        public static Tensor operator /(Tensor left, double right) => Aten.Call("aten::div.Scalar", left, right);
        public static Tensor operator /(Scalar left, Tensor right) => Reciprocal(right, left);
        public static Tensor operator /(int left, Tensor right) => Reciprocal(right, left);
        public static Tensor operator /(long left, Tensor right) => Reciprocal(right, left);
        public static Tensor operator /(float left, Tensor right) => Reciprocal(right, (double)left);
        public static Tensor operator /(double left, Tensor right) => Reciprocal(right, left);

        public static Tensor operator %(Tensor left, Tensor right) => Aten.Call("aten::remainder.Tensor", left, right);
        public static Tensor operator %(Tensor left, Scalar right) => Aten.Call("aten::remainder.Scalar", left, right);
        public static Tensor operator %(Tensor left, int right) => Aten.Call("aten::remainder.Scalar", left, right);
        public static Tensor operator %(Tensor left, long right) => Aten.Call("aten::remainder.Scalar", left, right);
        public static Tensor operator %(Tensor left, float right) => Aten.Call("aten::remainder.Scalar", left, (double)right);
        public static Tensor operator %(Tensor left, double right) => Aten.Call("aten::remainder.Scalar", left, right);

        public static Tensor operator ==(Tensor left, Tensor right) => Aten.Call("aten::eq.Tensor", left, right);
        public static Tensor operator ==(Tensor left, Scalar right) => Aten.Call("aten::eq.Scalar", left, right);
        public static Tensor operator ==(Scalar left, Tensor right) => Aten.Call("aten::eq.Scalar", right, left);
        public static Tensor operator !=(Tensor left, Tensor right) => Aten.Call("aten::ne.Tensor", left, right);
        public static Tensor operator !=(Tensor left, Scalar right) => Aten.Call("aten::ne.Scalar", left, right);
        public static Tensor operator !=(Scalar left, Tensor right) => Aten.Call("aten::ne.Scalar", right, left);
        public static Tensor operator <(Tensor left, Tensor right) => Aten.Call("aten::lt.Tensor", left, right);
        public static Tensor operator <(Tensor left, Scalar right) => Aten.Call("aten::lt.Scalar", left, right);
        public static Tensor operator <(Scalar left, Tensor right) => Aten.Call("aten::gt.Scalar", right, left);
        public static Tensor operator <=(Tensor left, Tensor right) => Aten.Call("aten::le.Tensor", left, right);
        public static Tensor operator <=(Tensor left, Scalar right) => Aten.Call("aten::le.Scalar", left, right);
        public static Tensor operator <=(Scalar left, Tensor right) => Aten.Call("aten::ge.Scalar", right, left);
        public static Tensor operator >(Tensor left, Tensor right) => Aten.Call("aten::gt.Tensor", left, right);
        public static Tensor operator >(Tensor left, Scalar right) => Aten.Call("aten::gt.Scalar", left, right);
        public static Tensor operator >(Scalar left, Tensor right) => Aten.Call("aten::lt.Scalar", right, left);
        public static Tensor operator >=(Tensor left, Tensor right) => Aten.Call("aten::ge.Tensor", left, right);
        public static Tensor operator >=(Tensor left, Scalar right) => Aten.Call("aten::ge.Scalar", left, right);
        public static Tensor operator >=(Scalar left, Tensor right) => Aten.Call("aten::le.Scalar", right, left);

        public static Tensor operator &(Tensor left, Tensor right) => Aten.Call("aten::bitwise_and.Tensor", left, right);
        public static Tensor operator |(Tensor left, Tensor right) => Aten.Call("aten::bitwise_or.Tensor", left, right);
        public static Tensor operator ^(Tensor left, Tensor right) => Aten.Call("aten::bitwise_xor.Tensor", left, right);
        public static Tensor operator ~(Tensor left) => Aten.Call("aten::bitwise_not", left);
        public static Tensor operator -(Tensor tensor) => Aten.Call("aten::neg", tensor);

        public static explicit operator bool(Tensor value) => value.ToBoolean();
        public static explicit operator byte(Tensor value) => value.ToByte();
        public static explicit operator sbyte(Tensor value) => value.ToSByte();
        public static explicit operator short(Tensor value) => value.ToInt16();
        public static explicit operator int(Tensor value) => value.ToInt32();
        public static explicit operator long(Tensor value) => value.ToInt64();
        public static explicit operator float(Tensor value) => value.ToSingle();
        public static explicit operator double(Tensor value) => value.ToDouble();

        public static implicit operator Tensor(bool value) => tensor(value);
        public static implicit operator Tensor(byte value) => tensor(value);
        public static implicit operator Tensor(sbyte value) => tensor(value);
        public static implicit operator Tensor(short value) => tensor(value);
        public static implicit operator Tensor(int value) => tensor(value);
        public static implicit operator Tensor(long value) => tensor(value);
        public static implicit operator Tensor(float value) => tensor(value);
        public static implicit operator Tensor(double value) => tensor(value);
        public static implicit operator Tensor(bool[] value) => tensor(value);
        public static implicit operator Tensor(byte[] value) => tensor(value);
        public static implicit operator Tensor(sbyte[] value) => tensor(value);
        public static implicit operator Tensor(short[] value) => tensor(value);
        public static implicit operator Tensor(int[] value) => tensor(value);
        public static implicit operator Tensor(long[] value) => tensor(value);
        public static implicit operator Tensor(float[] value) => tensor(value);
        public static implicit operator Tensor(double[] value) => tensor(value);
        // There so that an expression with a scalar is no tensor by mistake.
        public static implicit operator Tensor(Scalar scalar) =>
            throw new InvalidOperationException("A Scalar is not converted to a Tensor.");

        private static Tensor Reciprocal(Tensor denominator, Arg numerator)
        {
            using var reciprocal = Aten.Call("aten::reciprocal", denominator);
            return Aten.Call("aten::mul.Scalar", reciprocal, numerator);
        }

        private static Tensor Of(Scalar scalar) => Aten.Call("aten::scalar_tensor", scalar, scalar.Type);
    }
}
