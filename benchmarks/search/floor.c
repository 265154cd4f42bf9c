/* The loops of the floor: intersect sorted lists, count a column over records, keep the best. */
#include <stdint.h>
#include <string.h>

typedef uint32_t u32;
typedef uint16_t u16;

/* Add up how often each value stands in the rows `ids` of a column of `width` values a row. */
void count(const u32 *ids, long n, const u16 *column, long width, u32 *counts)
{
    for (long i = 0; i < n; i++) {
        const u16 *row = column + (long)ids[i] * width;
        for (long j = 0; j < width; j++)
            counts[row[j]]++;
    }
}

/* The same (every row when ids is null), then the `most` most frequent values but 0, in order. */
long top(const u32 *ids, long n, const u16 *column, long width, long size, u32 *counts, long most,
         u32 *values, u32 *many)
{
    long found = 0;
    memset(counts, 0, (size_t)size * sizeof *counts);
    if (ids)
        count(ids, n, column, width, counts);
    else
        for (long i = 0; i < n * width; i++)
            counts[column[i]]++;
    for (long v = 1; v < size; v++) {
        u32 c = counts[v];
        if (!c || (found == most && c <= many[most - 1]))
            continue;
        long at = found < most ? found++ : most - 1;
        for (; at > 0 && many[at - 1] < c; at--) {
            many[at] = many[at - 1];
            values[at] = values[at - 1];
        }
        many[at] = c;
        values[at] = (u32)v;
    }
    return found;
}

/* Intersect two sorted lists: by galloping when one is much the shorter, else side by side. */
long meet(const u32 *a, long na, const u32 *b, long nb, u32 *both)
{
    long i = 0, j = 0, n = 0;
    if (na > nb) {
        const u32 *list = a;
        long length = na;
        a = b, b = list, na = nb, nb = length;
    }
    if (nb <= na * 32) {
        while (i < na && j < nb) {
            u32 x = a[i], y = b[j];
            both[n] = x;
            n += x == y;
            i += x <= y;
            j += y <= x;
        }
        return n;
    }
    for (; i < na && j < nb; i++) {
        long low = j, step = 1;
        while (low + step < nb && b[low + step] < a[i]) {
            low += step;
            step *= 2;
        }
        long high = low + step < nb ? low + step + 1 : nb;
        while (low < high) {
            long middle = (low + high) / 2;
            if (b[middle] < a[i])
                low = middle + 1;
            else
                high = middle;
        }
        j = low;
        if (j < nb && b[j] == a[i])
            both[n++] = a[i];
    }
    return n;
}
