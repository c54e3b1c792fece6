"""The conditional 3-D U-Net: its size, what it is told, and that places outside of a volume do not count."""

from __future__ import annotations

import pytest
import torch

from ldct_studio.nets.conditional import ConditionalBlock, ConditionalUNet, LocalAttention


def _weights(net: torch.nn.Module | None) -> int:
    assert net is not None
    return sum(weight.numel() for weight in net.parameters())


def test_width_32_is_about_as_large_as_the_published_network() -> None:
    net = ConditionalUNet(inputs=3, conditions=8, width=32)
    assert _weights(net) == pytest.approx(8.86e6, rel=0.02)
    assert _weights(net.embedding) == 34_176


@pytest.mark.parametrize("sides", [(8, 8, 8), (9, 12, 17)])
def test_untrained_it_returns_the_subtraction_itself(sides: tuple[int, int, int]) -> None:
    net = ConditionalUNet(width=4)
    x = torch.randn(2, 3, *sides)
    torch.testing.assert_close(net(x, torch.randn(2, 4)), x[:, :1])


def test_scaled_and_untrained_it_is_scaled_subtraction() -> None:
    net, x = ConditionalUNet(width=4, scaled=True), torch.randn(2, 3, 8, 8, 8)
    told = torch.tensor([[0.1, 0, 0, 0], [0.5, 0, 0, 0]])
    torch.testing.assert_close(net(x, told), x[:, :1] / told[:, 0].view(2, 1, 1, 1, 1))
    net.last.weight.data.normal_(std=0.1)
    doubled = x * torch.tensor([2.0, 1, 2]).view(1, 3, 1, 1, 1)
    twice = told * torch.tensor([2.0, 1, 1, 1])
    for block in net.modules():  # deaf to what is told, so that only the division is left
        if isinstance(block, ConditionalBlock):
            block.told.weight.data.zero_()
    torch.testing.assert_close(net(doubled, twice), net(x, told))
    for conditions, inputs in ((0, 3), (4, 2)):
        with pytest.raises(ValueError, match="has to be told"):
            ConditionalUNet(inputs, conditions, 4, scaled=True)


def _trained(conditions: int) -> ConditionalUNet:
    torch.manual_seed(0)
    net = ConditionalUNet(width=4, conditions=conditions)
    torch.nn.init.normal_(net.last.weight, std=0.1)
    return net


def test_the_condition_changes_the_answer_and_only_where_it_is_given() -> None:
    net, x = _trained(4), torch.randn(2, 3, 8, 8, 8)
    told = torch.randn(2, 4)
    first = net(x, told)
    other = told.clone()
    other[1] += 1
    second = net(x, other)
    torch.testing.assert_close(second[0], first[0])
    assert float((second[1] - first[1]).detach().abs().max()) > 1e-4
    deaf = _trained(0)
    assert deaf.embed(told) is None
    torch.testing.assert_close(deaf(x, told), deaf(x))


def test_a_block_is_the_published_formula() -> None:
    torch.manual_seed(0)
    block, x, e = ConditionalBlock(4, 4), torch.randn(1, 4, 5, 5, 5), torch.randn(1, 128)
    silu = torch.nn.functional.silu
    h = block.before(silu(x)) + block.told(silu(e)).view(1, 4, 1, 1, 1)
    torch.testing.assert_close(block(x, e), x + block.after(silu(h)))


def test_attention_is_a_mean_of_the_neighbors_that_exist() -> None:
    """With keys of 0 every neighbor within the volume counts alike: the mean over what exists."""
    attention, x = LocalAttention(4), torch.randn(1, 4, 4, 5, 6)
    with torch.no_grad():
        for part in (attention.asks, attention.answers, attention.out):
            part.weight.zero_()
            assert part.bias is not None
            part.bias.zero_()
        attention.answers.weight[4:] = torch.eye(4).view(4, 4, 1, 1, 1)
        attention.out.weight[:] = torch.eye(4).view(4, 4, 1, 1, 1)
    mean = torch.nn.functional.avg_pool3d(x, 3, 1, 1, count_include_pad=False)
    torch.testing.assert_close(attention(x), x + mean)


def test_its_gradients_reach_every_weight() -> None:
    net = _trained(4)
    net(torch.randn(1, 3, 8, 8, 8), torch.randn(1, 4)).square().sum().backward()
    assert all(weight.grad is not None for weight in net.parameters())
