using Platform.Domain.Common;
using Platform.Domain.Deliveries;
using Platform.Web.Catalogue;

namespace Platform.Web.Deliveries.Couriers;

/// <summary>A courier while they are being written down: lists and amounts as typed.</summary>
internal sealed class CourierForm(CourierRow row, Currency currency, bool isNew)
{
    public CourierRow Row => row;

    /// <summary>As it was last read or saved; none while the courier is new.</summary>
    public CourierRow? Read { get; private set; } = isNew ? null : row.Copy();

    public string Fee { get; set; } = Amounts.Write(row.Fee, currency);
    public string Zones { get; set; } = string.Join(", ", row.Zones);
    public IReadOnlyList<Day> Week { get; } = [.. Days.Select(day => new Day(day, row.Shifts().FirstOrDefault(shift => shift.Day == day)))];

    /// <summary>As the week is read where the sellers are.</summary>
    private static DayOfWeek[] Days => [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    /// <returns>Whether what was typed can be read.</returns>
    public bool Fill()
    {
        if (!Amounts.TryRead(Fee, currency, out var fee)) return false;
        (row.Fee, row.Zones) = (fee, Zones.Split([',', ';', '،'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        return true;
    }

    public void Saved() => Read = row.Copy();

    /// <summary>No day chosen at all: whenever they are asked.</summary>
    public IReadOnlyList<Shift> Shifts() => [.. Week.Where(day => day.Works).Select(day => new Shift(day.Of, day.From, day.Until))];

    internal sealed class Day(DayOfWeek of, Shift? shift)
    {
        public DayOfWeek Of => of;
        public bool Works { get; set; } = shift is not null;
        public TimeOnly From { get; set; } = shift?.From ?? new(9, 0);
        public TimeOnly Until { get; set; } = shift?.Until ?? new(19, 0);
    }
}
