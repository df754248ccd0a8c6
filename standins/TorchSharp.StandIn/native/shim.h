// What the shim's parts share: how a tensor crosses the border, and how every export reports failure.
#pragma once

#include <ATen/ATen.h>
#include <torch/version.h>

#include <cstdint>
#include <exception>
#include <string>
#include <vector>

#define SHIM extern "C" __attribute__((visibility("default")))

// A tensor crosses as its implementation's address, holding one reference; null is the undefined tensor.
using Handle = c10::TensorImpl*;

inline at::Tensor borrow(Handle handle)
{
    return handle == nullptr
        ? at::Tensor()
        : at::Tensor::wrap_tensor_impl(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim_copy(handle));
}

inline Handle release(at::Tensor tensor)
{
    return tensor.defined() ? tensor.unsafeReleaseTensorImpl() : nullptr;
}

inline std::vector<at::Tensor> borrow_all(const Handle* handles, int64_t count)
{
    std::vector<at::Tensor> tensors;
    tensors.reserve(count);
    for (int64_t i = 0; i < count; i++)
        tensors.push_back(borrow(handles[i]));
    return tensors;
}

// An exception of the managed side on its way through native frames: the number names the object kept over there.
struct ManagedException : std::exception
{
    explicit ManagedException(int64_t reference) : reference(reference) {}
    const char* what() const noexcept override { return "an exception was thrown in managed code"; }
    int64_t reference;
};

void remember(const char* message, int64_t managed) noexcept;

// No C++ exception may leave the shim: status 0 is success, anything else says "ask shim_error".
template <typename Body>
int32_t guarded(Body body) noexcept
{
    try
    {
        body();
        return 0;
    }
    catch (const ManagedException& e)
    {
        remember(e.what(), e.reference);
    }
    catch (const c10::Error& e)
    {
        remember(e.what(), 0);
    }
    catch (const std::exception& e)
    {
        remember(e.what(), 0);
    }
    catch (...)
    {
        remember("unknown native exception", 0);
    }
    return 1;
}
