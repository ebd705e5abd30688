using System.Globalization;
using IkomiaScale.Json;
using Newtonsoft.Json.Linq;

namespace IkomiaScale.Administration;

/// <summary>Reads the usage of a deployment.</summary>
internal static class UsageReader
{
    /// <summary>Returns the lines of all products by time; with <paramref name="total"/> one line for each product.</summary>
    public static IReadOnlyList<IkDeploymentUsage> Read(JToken answer, IkDeployment deployment, bool total)
    {
        if (answer is not JArray products)
        {
            throw new ScaleException(ScaleErrorId.InvalidResponse, $"The usage of {deployment.Description} cannot be read: the platform did not return it. Check the -ScaleUrl of Connect-IkScale.") { Target = deployment.Description };
        }

        return products.SelectMany(product => total ? [Total(product, deployment)] : Lines(product, deployment)).ToList();
    }

    /// <summary>Returns the start and end of a period.</summary>
    /// <param name="period">The period.</param>
    /// <param name="now">The current time, in the time zone of the days.</param>
    public static (DateTimeOffset Start, DateTimeOffset End) SpanOf(UsagePeriod period, DateTimeOffset now)
    {
        var today = now.LocalDateTime.Date;
        var monday = today.AddDays(-(((int)today.DayOfWeek + 6) % 7));
        var month = new DateTime(today.Year, today.Month, 1);
        return period switch
        {
            UsagePeriod.Day => (Local(today), now),
            UsagePeriod.Yesterday => (Local(today.AddDays(-1)), Local(today)),
            UsagePeriod.Week => (Local(monday), now),
            UsagePeriod.LastWeek => (Local(monday.AddDays(-7)), Local(monday)),
            UsagePeriod.LastMonth => (Local(month.AddMonths(-1)), Local(month)),
            _ => (Local(month), now),
        };
    }

    // A day starts at local midnight, also if the clocks change in the period.
    private static DateTimeOffset Local(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Local));

    private static IEnumerable<IkDeploymentUsage> Lines(JToken product, IkDeployment deployment) =>
        (WireJson.Field(WireJson.Field(product, "hits"), "data") as JObject ?? [])
            .Properties()
            .Select(entry => Line(
                product, deployment, double.TryParse(entry.Name, NumberStyles.Float, CultureInfo.InvariantCulture, out var time) ? LogLines.Milliseconds(time) : null,
                JsonText.Number(entry.Value) ?? 0))
            .OrderBy(line => line.Time);

    private static IkDeploymentUsage Total(JToken product, IkDeployment deployment)
    {
        var hits = WireJson.Field(product, "hits");
        return Line(product, deployment, null, WireJson.Number(hits, "total") ?? Lines(product, deployment).Sum(line => line.Amount));
    }

    private static IkDeploymentUsage Line(JToken product, IkDeployment deployment, DateTimeOffset? time, double amount) => new(
        WireJson.Text(WireJson.Field(product, "product"), "name") ?? string.Empty,
        WireJson.Text(WireJson.Field(product, "product"), "unit") ?? string.Empty,
        time,
        amount)
    {
        Project = deployment.Project,
        Workflow = deployment.Workflow,
        Provider = deployment.Provider,
        Region = deployment.Region,
        Flavour = deployment.Flavour,
        Size = deployment.Size,
    };
}
