using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public abstract partial class Module
        {
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                RequireFloating(dtype);
                RequirePresent(device.type);
                _toEpilog(device, dtype, non_blocking);
                return this;
            }

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                RequirePresent(deviceType);
                _toEpilog(deviceType, deviceType == DeviceType.CUDA ? deviceIndex : -1, non_blocking);
                return this;
            }

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                RequireFloating(dtype);
                _toEpilog(dtype, non_blocking);
                return this;
            }

            public Module _to(Tensor other, bool non_blocking)
            {
                _to(other.dtype, non_blocking);
                return _to(other.device_type, other.device.index, non_blocking);
            }

            protected void _toEpilog(ScalarType dtype, bool non_blocking) => _toEpilog(dtype, null, non_blocking);

            protected void _toEpilog(Device device, ScalarType dtype, bool non_blocking) => _toEpilog(dtype, device, non_blocking);

            protected void _toEpilog(DeviceType deviceType, int deviceIndex, bool non_blocking) =>
                _toEpilog(null, new Device(deviceType, deviceIndex), non_blocking);

            protected virtual void _toEpilog(ScalarType? dtype, Device device, bool non_blocking)
            {
                foreach (var (_, child) in named_children())
                    child._toEpilog(dtype, device, non_blocking);

                foreach (var (key, parameter) in named_parameters(false).ToList())
                {
                    if (!ReplaceParameter(dtype, device, parameter, out var moved))
                        continue;
                    Store(key, moved);
                    parameter.Dispose();
                    ConditionallyRegisterParameter(key, moved);
                }

                foreach (var (key, buffer) in named_buffers(false).ToList())
                {
                    if (!ReplaceBuffer(dtype, device, buffer, out var moved))
                        continue;
                    Store(key, moved);
                    buffer.Dispose();
                    ConditionallyRegisterBuffer(key, moved);
                }

                if (device is not null)
                    (_deviceType, _deviceIndex) = (device.type, device.index);
            }

            protected static bool ReplaceParameter(ScalarType? dtype, Device device, Parameter param, out Parameter p)
            {
                var (type, place) = Target(dtype, device, param);
                using var grad = param.grad;
                p = null;
                if (!Differs(param, type, place) && (grad is null || !Differs(grad, type, place)))
                    return false;

                using var _ = no_grad();
                p = new Parameter(MovedCopy(param, type, place), param.requires_grad);
                p.DetachFromDisposeScope();
                if (grad is not null)
                {
                    using var moved = MovedCopy(grad, type, place);
                    p.grad = moved;
                }

                return true;
            }

            protected static bool ReplaceBuffer(ScalarType? dtype, Device device, Tensor buffer, out Tensor result)
            {
                var (type, place) = Target(dtype, device, buffer);
                result = null;
                // The type asked for counts, not the one that the buffer will have: an integer becomes another object of the same type.
                if (!Differs(buffer, dtype ?? type, place))
                    return false;
                using var _ = no_grad();
                result = MovedCopy(buffer, type, place);
                result.DetachFromDisposeScope();
                return true;
            }

            private static (ScalarType Type, Device Device) Target(ScalarType? dtype, Device device, Tensor tensor) =>
                (IsFloating(tensor.dtype) ? dtype ?? tensor.dtype : tensor.dtype, device ?? tensor.device);

            private static bool Differs(Tensor tensor, ScalarType type, Device device)
            {
                var current = tensor.device;
                var sameIndex = device.index < 0 || device.type == DeviceType.CPU || current.index == device.index;
                return tensor.dtype != type || current.type != device.type || !sameIndex;
            }

            private static Tensor MovedCopy(Tensor tensor, ScalarType type, Device device)
            {
                using var placed = tensor.to(device);
                return placed.to(type);
            }

            private void Store(string key, Tensor moved)
            {
                var property = GetType().GetProperty(key, BindingFlags.Public | BindingFlags.Instance);
                if (property is { CanWrite: true } && property.PropertyType.IsInstanceOfType(moved))
                {
                    property.SetValue(this, moved);
                    return;
                }

                foreach (var (name, field) in ComponentFields())
                {
                    if (name == key)
                        field.SetValue(this, moved);
                }
            }

            private static bool IsFloating(ScalarType type) => type is ScalarType.Float16 or ScalarType.BFloat16 or ScalarType.Float32
                or ScalarType.Float64 or ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64;

            private static void RequireFloating(ScalarType dtype)
            {
                if (!IsFloating(dtype))
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={dtype}");
            }

            private static void RequirePresent(DeviceType type)
            {
                if (type == DeviceType.CUDA && !cuda.is_available())
                    throw new InvalidOperationException("CUDA is not available.");
            }
        }
    }
}
