using System.Buffers.Binary;
using IkomiaScale.Deployments.Outputs;
using IkomiaScale.Json;
using IkomiaScale.Reports;

namespace IkomiaScale.Browser.Tests.Support;

/// <summary>Results to make reports of.</summary>
internal static class Samples
{
    /// <summary>A result on a picture.</summary>
    public static IkDeploymentResult Result(byte[] picture, string name, params string[] outputs) => new("00000000-0000-0000-0000-000000000001", "SUCCESS", string.Empty)
    {
        TaskName = "detect",
        Duration = TimeSpan.FromMilliseconds(420),
        Outputs = [.. outputs.Select((output, index) => OutputReader.Read("00000000-0000-0000-0000-000000000001", index, JsonText.Parse(output)))],
        Sources = [new RunSource(name) { Bytes = picture }],
    };

    /// <summary>Writes a report of results.</summary>
    public static async Task<string> ReportAsync(string path, ReportOptions options, IEnumerable<IkDeploymentResult> results)
    {
        using var report = DeploymentReport.Create(path, options);
        foreach (var result in results)
        {
            await report.AddAsync(result);
        }

        return await report.CompleteAsync();
    }

    /// <summary>A bitmap in which each pixel has the color that a test says.</summary>
    public static byte[] Bitmap(int width, int height, Func<int, int, int> color)
    {
        var stride = ((width * 3) + 3) / 4 * 4;
        var file = new byte[54 + (stride * height)];
        (file[0], file[1], file[26], file[28]) = ((byte)'B', (byte)'M', 1, 24);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), height);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var (at, value) = (54 + ((height - 1 - y) * stride) + (x * 3), color(x, y));
                (file[at], file[at + 1], file[at + 2]) = ((byte)value, (byte)(value >> 8), (byte)(value >> 16));
            }
        }

        return file;
    }

    /// <summary>Makes a photograph one that is to be turned.</summary>
    public static byte[] Turned(byte[] jpeg, int orientation) =>
    [
        .. jpeg[..2], 0xff, 0xe1, 0, 34, .. "Exif\0\0MM\0*\0\0\0\b\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0"u8, (byte)orientation, 0, 0, 0, 0, 0, 0, .. jpeg[2..],
    ];
}
