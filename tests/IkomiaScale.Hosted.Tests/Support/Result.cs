namespace IkomiaScale.Hosted.Tests.Support;

/// <summary>What a script gave: all its streams, and the error that ended it.</summary>
internal sealed record Result(
    IReadOnlyList<PSObject> Output,
    IReadOnlyList<ErrorRecord> Errors,
    IReadOnlyList<string> Verbose,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<ProgressRecord> Progress,
    ErrorRecord? Failure)
{
    /// <summary>The one object that it gave.</summary>
    public PSObject Single => Assert.Single(Succeeded().Output);

    /// <summary>The one object's text.</summary>
    public string Text => Single.ToString();

    /// <summary>The one error, terminating or not.</summary>
    public ErrorRecord Error => Assert.Single(Failure is null ? Errors : Errors.Append(Failure));

    /// <summary>The first part of the one error's id, which is the contract.</summary>
    public string ErrorId => Error.Id();

    /// <summary>Runs a shell to its end.</summary>
    public static Result Of(PowerShell shell)
    {
        var output = new List<PSObject>();
        ErrorRecord? failure = null;
        try
        {
            shell.Invoke(null, output);
        }
        catch (RuntimeException exception)
        {
            failure = exception.ErrorRecord;
        }

        var streams = shell.Streams;
        return new Result(
            output,
            [.. streams.Error.Where(error => error != failure)],
            [.. streams.Verbose.Select(record => record.Message)],
            [.. streams.Warning.Select(record => record.Message)],
            [.. streams.Progress],
            failure);
    }

    /// <summary>This, where there was no error.</summary>
    public Result Succeeded()
    {
        Assert.True(Failure is null, $"{Failure?.FullyQualifiedErrorId}: {Failure}");
        Assert.True(Errors.Count == 0, string.Join("; ", Errors.Select(error => $"{error.FullyQualifiedErrorId}: {error}")));
        return this;
    }

    /// <summary>A property of all objects, as text.</summary>
    public IReadOnlyList<string?> All(string property) => [.. Succeeded().Output.Select(item => item.Properties[property]?.Value?.ToString())];

    /// <summary>A property of the one object.</summary>
    public object? One(string property) => Single.Properties[property]?.Value;
}

internal static class ErrorRecordExtensions
{
    /// <summary>The first part of an error's id, which is the contract.</summary>
    public static string Id(this ErrorRecord error) => error.FullyQualifiedErrorId.Split(',')[0];
}
