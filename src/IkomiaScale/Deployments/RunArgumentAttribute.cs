using System.Globalization;
using System.Management.Automation;

namespace IkomiaScale.Deployments;

/// <summary>
/// Accepts a run by its uuid, and from <c>Import-Clixml</c> or <c>ConvertFrom-Json</c>, which return
/// plain properties. Uuid and endpoint are required; other properties are read if they are valid.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class RunArgumentAttribute : ArgumentTransformationAttribute
{
    private const DateTimeStyles Utc = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal;

    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var bare = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return bare switch
        {
            object[] items => items.Select(item => Transform(engineIntrinsics, item)).ToArray(),
            string { Length: > 0 } uuid => new IkDeploymentRun { Uuid = uuid },
            PSCustomObject => FromRow((PSObject)inputData!) ?? inputData,
            _ => inputData,
        };
    }

    private static IkDeploymentRun? FromRow(PSObject row) => Text(row, "Uuid") is not { } uuid ? null : new IkDeploymentRun
    {
        Uuid = uuid,
        State = Text(row, "State"),
        Endpoint = Uri.TryCreate(Text(row, "Endpoint"), UriKind.Absolute, out var endpoint) ? endpoint : null,
        TaskName = Text(row, "TaskName"),
        SubmittedAt = Time(Property(row, "SubmittedAt")),
        Input = Text(row, "Input"),
        Journal = Text(row, "Journal"),
        Key = Text(row, "Key"),
    };

    private static object? Property(PSObject row, string name)
    {
        var value = row.Properties[name]?.Value;
        return value is PSObject wrapped ? wrapped.BaseObject : value;
    }

    private static string? Text(PSObject row, string name) => Property(row, name)?.ToString() is { Length: > 0 } text ? text : null;

    private static DateTime? Time(object? value) => value switch
    {
        DateTime time => time.ToUniversalTime(),
        string text when DateTime.TryParse(text, CultureInfo.InvariantCulture, Utc, out var time) => time,
        _ => null,
    };
}
