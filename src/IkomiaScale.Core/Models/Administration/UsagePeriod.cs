namespace IkomiaScale;

/// <summary>A calendar period in local time. Weeks start on Monday.</summary>
public enum UsagePeriod
{
    /// <summary>Today.</summary>
    Day,

    /// <summary>The day before today.</summary>
    Yesterday,

    /// <summary>This week.</summary>
    Week,

    /// <summary>The week before this one.</summary>
    LastWeek,

    /// <summary>This month.</summary>
    Month,

    /// <summary>The month before this one.</summary>
    LastMonth,
}
