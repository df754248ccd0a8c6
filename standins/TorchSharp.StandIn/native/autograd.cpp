// Backward passes, and autograd functions whose forward and backward are managed code.
#include "shim.h"

#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/csrc/autograd/function.h>
#include <torch/csrc/autograd/functions/utils.h>
#include <torch/csrc/autograd/saved_variable.h>

#include <mutex>
#include <unordered_set>

using torch::autograd::Variable;
using torch::autograd::variable_list;

namespace {

// Calls backward of the function that "context" names. Both arrays hold references that the receiver owns.
// Returns 0, or the number of the exception it threw.
using Backward = int64_t (*)(intptr_t context, const Handle* gradients, int32_t count, Handle* results, int32_t expected);
using Forget = void (*)(intptr_t context);

Backward call_backward;
Forget forget_context;

struct OutputShape
{
    at::Layout layout = at::kStrided;
    at::Device device = at::kCPU;
    at::ScalarType dtype = at::kFloat;
    std::vector<int64_t> sizes;

    at::Tensor zeros() const
    {
        return at::zeros(sizes, at::TensorOptions().dtype(dtype).device(device).layout(layout));
    }
};

struct ManagedNode : torch::autograd::Node
{
    intptr_t context = 0;
    std::string label;
    bool materialize = true;
    bool released = false;
    std::vector<torch::autograd::SavedVariable> saved;
    std::vector<OutputShape> outputs;
    std::vector<bool> differentiable_input;

    ~ManagedNode() override { forget_context(context); }

    std::string name() const override { return label; }

    void release_variables() override
    {
        std::lock_guard<std::mutex> lock(mutex_);
        saved.clear();
        released = true;
    }

    variable_list apply(variable_list&& gradients) override
    {
        std::vector<Handle> incoming;
        for (size_t i = 0; i < outputs.size(); i++)
        {
            const bool given = i < gradients.size() && gradients[i].defined();
            incoming.push_back(given ? release(std::move(gradients[i])) : materialize ? release(outputs[i].zeros()) : nullptr);
        }

        std::vector<Handle> results(differentiable_input.size(), nullptr);
        const auto thrown = call_backward(
            context, incoming.data(), static_cast<int32_t>(incoming.size()), results.data(), static_cast<int32_t>(results.size()));
        variable_list answer;
        for (auto handle : results)
            answer.push_back(handle == nullptr ? Variable() : at::Tensor::wrap_tensor_impl(c10::intrusive_ptr<c10::TensorImpl, c10::UndefinedTensorImpl>::reclaim(handle)));
        if (thrown != 0)
            throw ManagedException(thrown);
        return answer;
    }
};

struct NodeReference
{
    std::shared_ptr<ManagedNode> node;
};

// Newer versions of _wrap_outputs take more: which tensors are saved before the outputs exist (none here), how an input that is
// returned as it came becomes a view, and whether that is all the function does. Each gets the answer of its type.
template <typename T>
T further_argument()
{
    if constexpr (!std::is_arithmetic_v<T> && std::is_constructible_v<T, at::Tensor (*)(const at::Tensor&)>)
        return T(+[](const at::Tensor& tensor) { return tensor.view_as(tensor); });
    else
        return T{};
}

template <typename Result, typename Outputs, typename Jvp, typename... More>
Result wrap(
    Result (*function)(const variable_list&, const std::unordered_set<at::TensorImpl*>&, const std::unordered_set<at::TensorImpl*>&,
        Outputs, const std::shared_ptr<torch::autograd::Node>&, Jvp, More...),
    const variable_list& inputs, const std::unordered_set<at::TensorImpl*>& constants, const std::unordered_set<at::TensorImpl*>& dirty,
    const torch::autograd::optional_variable_list& outputs, const std::shared_ptr<torch::autograd::Node>& node)
{
    torch::autograd::_jvp_fn_t forward_mode = [](variable_list, variable_list) -> variable_list {
        TORCH_CHECK(false, "forward-mode derivatives of managed functions are not supported");
    };
    return function(inputs, constants, dirty, outputs, node, forward_mode, further_argument<std::decay_t<More>>()...);
}

std::unordered_set<at::TensorImpl*> set_of(const Handle* handles, int32_t count)
{
    return {handles, handles + count};
}

} // namespace

SHIM int32_t shim_backward(
    const Handle* tensors, int32_t count, const Handle* gradients, int32_t gradient_count, int32_t retain_graph, int32_t create_graph,
    const Handle* inputs, int32_t input_count)
{
    return guarded([&] {
        torch::autograd::backward(
            borrow_all(tensors, count), borrow_all(gradients, gradient_count), retain_graph != 0, create_graph != 0,
            borrow_all(inputs, input_count));
    });
}

SHIM int32_t shim_grad_of(
    const Handle* outputs, int32_t output_count, const Handle* inputs, int32_t input_count, const Handle* gradients, int32_t gradient_count,
    int32_t retain_graph, int32_t create_graph, int32_t allow_unused, Handle* results)
{
    return guarded([&] {
        auto answer = torch::autograd::grad(
            borrow_all(outputs, output_count), borrow_all(inputs, input_count), borrow_all(gradients, gradient_count), retain_graph != 0,
            create_graph != 0, allow_unused != 0);
        for (size_t i = 0; i < answer.size(); i++)
            results[i] = release(std::move(answer[i]));
    });
}

SHIM void shim_set_callbacks(Backward backward, Forget forget)
{
    call_backward = backward;
    forget_context = forget;
}

// Begins an application: executable says whether a node will be part of the graph at all.
SHIM int32_t shim_begin_function(
    const char* name, intptr_t context, const Handle* inputs, int32_t count, NodeReference** result, int32_t* executable)
{
    return guarded([&] {
        auto variables = borrow_all(inputs, count);
        auto node = std::shared_ptr<ManagedNode>(new ManagedNode(), torch::autograd::deleteNode);
        node->context = context;
        node->label = name;
        *executable = c10::GradMode::is_enabled() && torch::autograd::any_variable_requires_grad(variables) ? 1 : 0;
        if (*executable != 0)
            node->set_next_edges(torch::autograd::collect_next_edges(variables));
        node->clear_input_metadata();
        for (const auto& variable : variables)
            node->differentiable_input.push_back(variable.defined());
        *result = new NodeReference{std::move(node)};
    });
}

// Ends it: ties the outputs to the node and saves what backward will read. Frees the reference, also when it fails.
SHIM int32_t shim_end_function(
    NodeReference* reference, int32_t executable, int32_t materialize, const Handle* inputs, int32_t input_count, const Handle* constants,
    int32_t constant_count, const Handle* dirty, int32_t dirty_count, const Handle* saved, int32_t saved_count, const Handle* outputs,
    int32_t output_count, Handle* results)
{
    return guarded([&] {
        std::unique_ptr<NodeReference> owner(reference);
        auto node = owner->node;
        node->materialize = materialize != 0;

        torch::autograd::optional_variable_list raw;
        for (int32_t i = 0; i < output_count; i++)
            raw.emplace_back(borrow(outputs[i]));
        for (int32_t i = 0; i < dirty_count; i++)
            dirty[i]->bump_version();

        auto wrapped = wrap(
            &torch::autograd::_wrap_outputs, borrow_all(inputs, input_count), set_of(constants, constant_count), set_of(dirty, dirty_count), raw,
            executable != 0 ? std::shared_ptr<torch::autograd::Node>(node) : nullptr);

        if (executable != 0)
        {
            for (const auto& output : wrapped)
                node->outputs.push_back({output->layout(), output->device(), output->scalar_type(), output->sizes().vec()});
            for (int32_t i = 0; i < saved_count; i++)
            {
                const auto variable = borrow(saved[i]);
                const bool is_output = variable.defined() && variable.grad_fn() == node;
                node->saved.emplace_back(variable, is_output);
            }
        }
        for (size_t i = 0; i < wrapped.size(); i++)
            results[i] = release(std::move(*wrapped[i]));
    });
}

SHIM void shim_drop_function(NodeReference* reference) { delete reference; }

SHIM int32_t shim_node(NodeReference* reference, ManagedNode** node)
{
    *node = reference->node.get();
    return 0;
}

SHIM int32_t shim_saved_count(ManagedNode* node, int32_t* count)
{
    return guarded([&] {
        TORCH_CHECK(!node->released, torch::autograd::ERR_BACKWARD_TWICE);
        *count = static_cast<int32_t>(node->saved.size());
    });
}

SHIM int32_t shim_saved(ManagedNode* node, Handle* results)
{
    return guarded([&] {
        for (size_t i = 0; i < node->saved.size(); i++)
            results[i] = release(node->saved[i].unpack(node->shared_from_this()));
    });
}
