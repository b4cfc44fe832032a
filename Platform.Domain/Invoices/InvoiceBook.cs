using System.Text.Json.Serialization;
using Platform.Domain.Common;
using Platform.Domain.EventSourcing;

namespace Platform.Domain.Invoices;

/// <summary>
/// One series of one year. Its numbers follow each other without a gap, because the number is decided here
/// and recorded together with the invoice that has it, or not at all.
/// </summary>
public sealed record InvoiceBook : IAggregate<InvoiceBook, InvoiceCommand, InvoiceEvent>
{
    public static InvoiceBook Initial { get; } = new();

    public int Last { get; init; }
    public DateOnly? LastOn { get; init; }

    public static InvoiceBook Evolve(InvoiceBook state, InvoiceEvent fact) => fact switch
    {
        InvoiceIssued e => state with { Last = e.Number, LastOn = e.Paper.On },
        _ => state,
    };

    public static Decision<InvoiceEvent> Decide(InvoiceBook state, InvoiceCommand command, DateTimeOffset now) => command switch
    {
        IssueInvoice { Paper: var paper } when paper.Problem() is { } problem => new Refusal($"invoice.{problem}"),
        // The dates of a series never run backwards, whatever two clocks say at midnight.
        IssueInvoice c => new InvoiceIssued(c.Invoice, state.Last + 1, state.LastOn > c.Paper.On ? c.Paper with { On = state.LastOn.Value } : c.Paper),
        _ => throw new System.Diagnostics.UnreachableException($"No rule for {command}"),
    };
}

[JsonConverter(typeof(ValueJson))]
public readonly record struct InvoiceBookId(Guid Value) : IStreamId<InvoiceBook, InvoiceCommand, InvoiceEvent>
{
    public static InvoiceBookId Of(PaperKind kind, int year) => new(new Guid(year, (short)kind, 0x7B00, 0x80, 0, 0, 0, 0, 0, 0, 1));
}

[JsonConverter(typeof(ValueJson))]
public readonly record struct InvoiceId(Guid Value);

public abstract record InvoiceCommand;

public sealed record IssueInvoice(InvoiceId Invoice, Paper Paper) : InvoiceCommand;

public abstract record InvoiceEvent;

/// <param name="Number">Its place in the series of its year.</param>
/// <param name="Paper">What it says, frozen: whatever changes later, this was issued.</param>
public sealed record InvoiceIssued(InvoiceId Invoice, int Number, Paper Paper) : InvoiceEvent;
