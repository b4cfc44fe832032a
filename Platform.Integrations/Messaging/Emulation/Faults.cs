using Microsoft.AspNetCore.Http;

namespace Platform.Integrations.Messaging.Emulation;

/// <summary>The bad days of a provider, switched on by a test or on the demo page.</summary>
public sealed class Faults
{
    private Mishap? next;

    /// <summary>Every webhook comes this many times.</summary>
    public int Repeat { get; set; } = 1;

    /// <summary>Receipts come last first.</summary>
    public bool IsDisordered { get; set; }

    /// <summary>What is said within a moment comes in one request, whoever it is for.</summary>
    public bool IsBatched { get; set; }

    /// <summary>How long each call takes to be answered.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>So many calls still pass before the mishap that was ordered.</summary>
    public int Spared { get; set; }

    /// <summary>The next call is refused with this code.</summary>
    public void RefuseNext(int code) => next = new(MishapKind.Refusal, code);

    /// <summary>The next call arrives, but its answer does not.</summary>
    public void BreakNext() => next = new(MishapKind.LostAnswer);

    /// <summary>The next call arrives and is never answered.</summary>
    public void HangNext() => next = new(MishapKind.Silence);

    /// <summary>The next call arrives and is answered by something that is not the provider.</summary>
    public void GarbleNext() => next = new(MishapKind.Garbage);

    /// <summary>The next call is turned away at the door: too many, and no reason that could be read.</summary>
    public void ThrottleNext() => next = new(MishapKind.Throttle);

    internal int Copies() => Math.Max(1, Repeat);

    /// <summary>Lets a call through, or has it suffer what was ordered.</summary>
    internal async Task<IResult> AnswerAsync(Func<int, IResult> refuse, Func<Task<IResult>> answer, CancellationToken ct)
    {
        var mishap = Spared > 0 ? null : Interlocked.Exchange(ref next, null);
        if (Spared > 0) Spared--;
        if (mishap is { Kind: MishapKind.Refusal }) return refuse(mishap.Code);
        if (mishap is { Kind: MishapKind.Throttle }) return Results.StatusCode(StatusCodes.Status429TooManyRequests);

        if (Delay > TimeSpan.Zero) await Task.Delay(Delay, ct);
        var answered = await answer();
        switch (mishap?.Kind)
        {
            case MishapKind.LostAnswer:
                return Results.StatusCode(StatusCodes.Status502BadGateway);
            case MishapKind.Garbage:
                return Results.Text("<html><body>Welcome to our network. Please sign in.", "text/html");
            case MishapKind.Silence:
                await Task.Delay(Timeout.InfiniteTimeSpan, ct);
                return answered;
            default:
                return answered;
        }
    }

    private sealed record Mishap(MishapKind Kind, int Code = 0);

    private enum MishapKind { Refusal, LostAnswer, Silence, Garbage, Throttle }
}
