// What a tensor is, apart from the operators: its shape, its memory, its place in the autograd graph.
#include "shim.h"

#include <cstring>

SHIM void shim_free(Handle handle)
{
    if (handle != nullptr)
        c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(handle);
}

SHIM int32_t shim_alias(Handle handle, Handle* result)
{
    return guarded([&] { *result = release(borrow(handle)); });
}

// The four below are read very often and cannot fail on the dense tensors this binding makes.
SHIM int64_t shim_dim(Handle handle) { return handle->dim(); }
SHIM int64_t shim_numel(Handle handle) { return handle->numel(); }
SHIM int32_t shim_dtype(Handle handle) { return static_cast<int32_t>(c10::typeMetaToScalarType(handle->dtype())); }
SHIM int64_t shim_size(Handle handle, int64_t dim) { return handle->sizes()[dim]; }

SHIM void shim_device(Handle handle, int32_t* type, int32_t* index)
{
    auto device = handle->device();
    *type = static_cast<int32_t>(device.type());
    *index = device.index();
}

SHIM void shim_sizes(Handle handle, int64_t* sizes)
{
    auto values = handle->sizes();
    std::copy(values.begin(), values.end(), sizes);
}

SHIM int32_t shim_strides(Handle handle, int64_t* strides)
{
    return guarded([&] {
        auto values = handle->strides();
        std::copy(values.begin(), values.end(), strides);
    });
}

SHIM int32_t shim_info(Handle handle, int64_t* storage_offset, int64_t* element_size, int32_t* flags)
{
    return guarded([&] {
        auto tensor = borrow(handle);
        *storage_offset = tensor.is_sparse() ? 0 : tensor.storage_offset();
        *element_size = tensor.element_size();
        *flags = (tensor.is_sparse() ? 1 : 0) | (!tensor.is_sparse() && tensor.is_contiguous() ? 2 : 0)
            | (tensor.is_conj() ? 4 : 0) | (tensor.is_neg() ? 8 : 0) | (tensor.is_leaf() ? 16 : 0)
            | (tensor.requires_grad() ? 32 : 0) | (tensor.is_quantized() ? 64 : 0);
    });
}

SHIM int32_t shim_data(Handle handle, void** data)
{
    return guarded([&] { *data = borrow(handle).data_ptr(); });
}

// The value of a one-element tensor: kind 2 integer, 3 double, 4 bool, 11 complex.
SHIM int32_t shim_item(Handle handle, int32_t* kind, int64_t* integer, double* number, double* imaginary)
{
    return guarded([&] {
        auto scalar = borrow(handle).item();
        if (scalar.isComplex())
        {
            auto value = scalar.toComplexDouble();
            *kind = 11;
            *number = value.real();
            *imaginary = value.imag();
        }
        else if (scalar.isFloatingPoint())
        {
            *kind = 3;
            *number = scalar.toDouble();
        }
        else
        {
            *kind = scalar.isBoolean() ? 4 : 2;
            *integer = scalar.toLong();
        }
    });
}

SHIM int32_t shim_from_copy(const void* data, int64_t bytes, const int64_t* sizes, int32_t dims, int32_t dtype, Handle* result)
{
    return guarded([&] {
        auto tensor = at::empty(at::IntArrayRef(sizes, dims), at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype)));
        TORCH_CHECK(static_cast<int64_t>(tensor.nbytes()) == bytes, "the shape asks for ", tensor.nbytes(), " bytes, the data has ", bytes);
        if (bytes > 0)
            std::memcpy(tensor.data_ptr(), data, bytes);
        *result = release(std::move(tensor));
    });
}

SHIM int32_t shim_from_blob(void* data, const int64_t* sizes, int32_t dims, int32_t dtype, void (*free)(intptr_t), intptr_t pin, Handle* result)
{
    return guarded([&] {
        *result = release(at::from_blob(
            data, at::IntArrayRef(sizes, dims), [free, pin](void*) { free(pin); },
            at::TensorOptions().dtype(static_cast<at::ScalarType>(dtype))));
    });
}

SHIM int32_t shim_requires_grad(Handle handle) { return handle->requires_grad() ? 1 : 0; }

SHIM int32_t shim_set_requires_grad(Handle handle, int32_t value)
{
    return guarded([&] { borrow(handle).requires_grad_(value != 0); });
}

SHIM int32_t shim_retain_grad(Handle handle)
{
    return guarded([&] { borrow(handle).retain_grad(); });
}

SHIM int32_t shim_grad(Handle handle, Handle* result)
{
    return guarded([&] {
        const auto tensor = borrow(handle);
        *result = release(tensor.grad());
    });
}

SHIM int32_t shim_set_grad(Handle handle, Handle grad)
{
    return guarded([&] { borrow(handle).mutable_grad() = borrow(grad); });
}
