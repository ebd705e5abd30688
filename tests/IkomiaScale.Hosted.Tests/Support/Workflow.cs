using System.Text.Json;

namespace IkomiaScale.Hosted.Tests.Support;

/// <summary>Workflows to publish, and what goes with them.</summary>
internal static class Workflow
{
    /// <summary>Where deployments of the tests are.</summary>
    public const string Place = "-Provider AWS -Region FRANCE -Flavour SERVERLESS -Size S";

    /// <summary>A name with blanks, slashes, quotes and letters of everywhere that nothing else has.</summary>
    public static string OddName() => $"o'dd \"na/me\" Größe % {Guid.NewGuid():N}";

    /// <summary>Writes a workflow of one task to a file.</summary>
    public static string Write(TestFolder folder, string name, string task = "describe", string? url = null, object[]? parameters = null) => folder.Write(
        $"{Guid.NewGuid():N}.json",
        JsonSerializer.Serialize(new
        {
            metadata = new { name, description = "of a test" },
            tasks = new[]
            {
                new
                {
                    task_id = 0,
                    task_data = new { name = task, url, parameters = parameters ?? [], inputs = new[] { new { name = "input" } }, outputs = new[] { new { name = "output" } } },
                },
            },
            connections = new[] { new { source_id = -1, source_index = 0, target_id = 0, target_index = 0 } },
        }));
}
