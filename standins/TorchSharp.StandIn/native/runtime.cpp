// What belongs to the process or the thread: errors, modes, threads, random generators, devices.
#include "shim.h"

#include <ATen/Parallel.h>
#include <c10/core/GradMode.h>
#include <c10/core/InferenceMode.h>
#include <torch/csrc/api/include/torch/cuda.h>
#include <torch/csrc/autograd/anomaly_mode.h>

namespace {

thread_local std::string last_message;
thread_local int64_t last_managed;

} // namespace

void remember(const char* message, int64_t managed) noexcept
{
    try
    {
        last_message = message;
    }
    catch (...)
    {
        last_message.clear();
    }
    last_managed = managed;
}

SHIM const char* shim_error(int64_t* managed)
{
    *managed = last_managed;
    last_managed = 0;
    return last_message.c_str();
}

SHIM const char* shim_version() { return TORCH_VERSION; }

SHIM int32_t shim_grad_mode() { return c10::GradMode::is_enabled() ? 1 : 0; }
SHIM void shim_set_grad_mode(int32_t enabled) { c10::GradMode::set_enabled(enabled != 0); }

SHIM int32_t shim_inference_mode() { return c10::InferenceMode::is_enabled() ? 1 : 0; }
SHIM void* shim_enter_inference_mode(int32_t enabled) { return new c10::InferenceMode(enabled != 0); }
SHIM void shim_leave_inference_mode(void* guard) { delete static_cast<c10::InferenceMode*>(guard); }

SHIM int32_t shim_anomaly_mode(int32_t* check_nan)
{
    *check_nan = torch::autograd::AnomalyMode::should_check_nan() ? 1 : 0;
    return torch::autograd::AnomalyMode::is_enabled() ? 1 : 0;
}

SHIM void shim_set_anomaly_mode(int32_t enabled, int32_t check_nan)
{
    torch::autograd::AnomalyMode::set_enabled(enabled != 0, check_nan != 0);
}

SHIM int32_t shim_set_default_dtype(int32_t dtype)
{
    return guarded([&] { c10::set_default_dtype(c10::scalarTypeToTypeMeta(static_cast<at::ScalarType>(dtype))); });
}

SHIM int32_t shim_num_threads() { return at::get_num_threads(); }
SHIM int32_t shim_num_interop_threads() { return at::get_num_interop_threads(); }
SHIM int32_t shim_set_num_threads(int32_t count)
{
    return guarded([&] { at::set_num_threads(count); });
}
SHIM int32_t shim_set_num_interop_threads(int32_t count)
{
    return guarded([&] { at::set_num_interop_threads(count); });
}

SHIM int32_t shim_manual_seed(uint64_t seed)
{
    return guarded([&] { at::manual_seed(seed); });
}

SHIM int32_t shim_generator(int32_t type, int32_t index, int32_t is_default, uint64_t seed, at::Generator** result)
{
    return guarded([&] {
        auto device = c10::Device(static_cast<c10::DeviceType>(type), static_cast<c10::DeviceIndex>(index));
        auto generator = at::globalContext().defaultGenerator(device);
        if (is_default == 0)
        {
            generator = generator.clone();
            generator.set_current_seed(seed);
        }
        *result = new at::Generator(std::move(generator));
    });
}

SHIM void shim_free_generator(at::Generator* generator) { delete generator; }

SHIM int32_t shim_generator_manual_seed(at::Generator* generator, uint64_t seed)
{
    return guarded([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        generator->set_current_seed(seed);
    });
}

SHIM int32_t shim_generator_seed(at::Generator* generator, uint64_t* seed)
{
    return guarded([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        *seed = generator->seed();
    });
}

SHIM int32_t shim_generator_initial_seed(at::Generator* generator, uint64_t* seed)
{
    return guarded([&] { *seed = generator->current_seed(); });
}

SHIM int32_t shim_generator_state(at::Generator* generator, Handle* state)
{
    return guarded([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        *state = release(generator->get_state());
    });
}

SHIM int32_t shim_set_generator_state(at::Generator* generator, Handle state)
{
    return guarded([&] {
        std::lock_guard<std::mutex> lock(generator->mutex());
        generator->set_state(borrow(state));
    });
}

SHIM int32_t shim_cuda_available() { return torch::cuda::is_available() ? 1 : 0; }
SHIM int32_t shim_cudnn_available() { return torch::cuda::cudnn_is_available() ? 1 : 0; }
SHIM int32_t shim_cuda_count() { return static_cast<int32_t>(torch::cuda::device_count()); }

SHIM int32_t shim_cuda_seed(uint64_t seed, int32_t all)
{
    return guarded([&] {
        if (all != 0)
            torch::cuda::manual_seed_all(seed);
        else
            torch::cuda::manual_seed(seed);
    });
}

SHIM int32_t shim_cuda_synchronize(int64_t index)
{
    return guarded([&] { torch::cuda::synchronize(index); });
}

namespace {

// A truth value in the older versions, in the newer a choice whose first value is "allowed".
template <typename T>
bool reduces(T option)
{
    if constexpr (std::is_enum_v<T>)
        return static_cast<int>(option) == 0;
    else
        return option;
}

} // namespace

// 0 TF32 in matrix products, 1 TF32 in cuDNN, 2 half-precision reductions, 3 flash attention, 4 plain attention.
SHIM int32_t shim_backend_flag(int32_t flag, int32_t* value)
{
    return guarded([&] {
        auto& context = at::globalContext();
        switch (flag)
        {
        case 0: *value = context.allowTF32CuBLAS(); break;
        case 1: *value = context.allowTF32CuDNN(); break;
        case 2: *value = reduces(context.allowFP16ReductionCuBLAS()); break;
        case 3: *value = context.userEnabledFlashSDP(); break;
        case 4: *value = context.userEnabledMathSDP(); break;
        default: TORCH_CHECK(false, "unknown backend flag");
        }
    });
}

SHIM int32_t shim_set_backend_flag(int32_t flag, int32_t value)
{
    return guarded([&] {
        auto& context = at::globalContext();
        const bool on = value != 0;
        switch (flag)
        {
        case 0: context.setAllowTF32CuBLAS(on); break;
        case 1: context.setAllowTF32CuDNN(on); break;
        case 2: context.setAllowFP16ReductionCuBLAS(on); break;
        case 3: context.setSDPUseFlash(on); break;
        case 4: context.setSDPUseMath(on); break;
        default: TORCH_CHECK(false, "unknown backend flag");
        }
    });
}
