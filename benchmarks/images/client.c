/* Asks a server for tiles over connections kept open, and tells how long each answer took.
 *
 * client HOST PORT CONNECTIONS REQUESTS SEED < paths
 *
 * One thread, epoll; each connection asks for a path drawn at random as soon as its answer is whole.
 * It does so little that its own processor time is a few microseconds an answer. An answer is whole
 * after the bytes its Content-Length says, or after its last chunk; any status but 200 counts as bad.
 * One line of JSON.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { HEAD = 8192, LINE = 2048, MOST_PATHS = 100000 };

enum state { IN_HEAD, IN_BODY, IN_SIZE, IN_CHUNK, WHOLE };

struct link {
    int socket;
    enum state state;
    int bad, last;
    uint64_t asked;
    size_t held;    /* bytes of the head received */
    int64_t left;   /* bytes to come of the body, or of the chunk and its end of line */
    int64_t chunk;  /* size of the next chunk, while its line is read */
    char head[HEAD + 1];
};

static char *paths[MOST_PATHS];
static size_t count;
static uint64_t state;
static const char *host;
static char scratch[1 << 18];

static uint64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

static uint64_t dice(void) { /* xorshift */
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state;
}

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static int opened(int port) {
    int one = 1, s = socket(AF_INET, SOCK_STREAM, 0);
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons((uint16_t)port)};
    if (s < 0 || inet_pton(AF_INET, host, &at.sin_addr) != 1) fail("socket");
    setsockopt(s, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    if (connect(s, (struct sockaddr *)&at, sizeof at) < 0) fail("connect");
    return s;
}

static void ask(struct link *l) {
    char line[LINE];
    int n = snprintf(line, sizeof line, "GET %s HTTP/1.1\r\nHost: %s\r\nAccept: */*\r\n\r\n",
                     paths[dice() % count], host);
    l->held = 0;
    l->state = IN_HEAD;
    l->asked = now();
    if (send(l->socket, line, (size_t)n, MSG_NOSIGNAL) != n) fail("send");
}

/* Goes through bytes of the body, wherever chunks begin and end. */
static void body(struct link *l, const char *at, const char *end, uint64_t *bytes) {
    while (at < end && l->state != WHOLE) {
        if (l->state == IN_SIZE) {
            char c = *at++;
            if (c == '\n') {
                l->left = l->chunk + 2;
                l->last = l->chunk == 0;
                *bytes += (uint64_t)l->chunk;
                l->chunk = 0;
                l->state = IN_CHUNK;
            } else if (c != '\r') {
                l->chunk = l->chunk * 16 + (c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
            }
            continue;
        }
        int64_t step = end - at < l->left ? end - at : l->left;
        at += step;
        l->left -= step;
        if (l->left == 0) l->state = l->state == IN_BODY || l->last ? WHOLE : IN_SIZE;
    }
}

/* Reads what came; says whether the answer is whole. */
static int heard(struct link *l, uint64_t *bytes) {
    if (l->state != IN_HEAD) {
        ssize_t n = recv(l->socket, scratch, sizeof scratch, 0);
        if (n <= 0) fail("the server closed a connection");
        body(l, scratch, scratch + n, bytes);
        return l->state == WHOLE;
    }
    ssize_t n = recv(l->socket, l->head + l->held, HEAD - l->held, 0);
    if (n <= 0) fail("the server closed a connection");
    l->held += (size_t)n;
    l->head[l->held] = 0;
    char *end = strstr(l->head, "\r\n\r\n");
    if (!end) {
        if (l->held == HEAD) fail("the head of an answer is too long");
        return 0;
    }
    char *length = strcasestr(l->head, "\r\ncontent-length:");
    l->bad = strncmp(l->head, "HTTP/1.1 200", 12) != 0;
    l->chunk = l->last = 0;
    if (length && length < end) {
        l->left = atoll(length + 17);
        *bytes += (uint64_t)l->left;
        l->state = l->left ? IN_BODY : WHOLE;
    } else {
        l->state = IN_SIZE;
    }
    body(l, end + 4, l->head + l->held, bytes);
    return l->state == WHOLE;
}

static int order(const void *a, const void *b) {
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
    return (x > y) - (x < y);
}

int main(int n, char **words) {
    if (n != 6) return fprintf(stderr, "client HOST PORT CONNECTIONS REQUESTS SEED < paths\n"), 2;
    host = words[1];
    int port = atoi(words[2]), links = atoi(words[3]);
    size_t wanted = (size_t)atoll(words[4]), asked = 0, answered = 0, bad = 0;
    state = (uint64_t)atoll(words[5]) * 2654435761u + 88172645463325252u;
    static char line[LINE];
    while (count < MOST_PATHS && fgets(line, sizeof line, stdin)) {
        line[strcspn(line, "\n")] = 0;
        if (*line) paths[count++] = strdup(line);
    }
    if (!count || links < 1 || !wanted) return 2;
    uint32_t *took = malloc(wanted * sizeof *took);
    struct link *all = calloc((size_t)links, sizeof *all);
    int poll = epoll_create1(0);
    if (!took || !all || poll < 0) fail("memory");
    uint64_t bytes = 0, start = now();
    for (int i = 0; i < links && asked < wanted; i++, asked++) {
        all[i].socket = opened(port);
        struct epoll_event e = {.events = EPOLLIN, .data.ptr = &all[i]};
        if (epoll_ctl(poll, EPOLL_CTL_ADD, all[i].socket, &e) < 0) fail("epoll");
        ask(&all[i]);
    }
    while (answered < asked || asked < wanted) {
        struct epoll_event came[64];
        int m = epoll_wait(poll, came, 64, 30000);
        if (m == 0) return fprintf(stderr, "no answer for 30 seconds\n"), 1;
        for (int i = 0; i < m; i++) {
            struct link *l = came[i].data.ptr;
            if (!heard(l, &bytes)) continue;
            took[answered++] = (uint32_t)((now() - l->asked) / 1000);
            bad += (size_t)l->bad;
            if (asked < wanted) {
                asked++;
                ask(l);
            }
        }
    }
    double seconds = (double)(now() - start) / 1e9;
    struct rusage own;
    getrusage(RUSAGE_SELF, &own);
    qsort(took, answered, sizeof *took, order);
    printf("{\"answers\": %zu, \"bad\": %zu, \"seconds\": %.4f, \"bytes\": %llu, \"p50_ms\": %.3f, "
           "\"p95_ms\": %.3f, \"p99_ms\": %.3f, \"client_cpu_s\": %.3f}\n",
           answered, bad, seconds, (unsigned long long)bytes, took[answered / 2] / 1e3,
           took[answered * 95 / 100] / 1e3, took[answered * 99 / 100] / 1e3,
           (double)(own.ru_utime.tv_sec + own.ru_stime.tv_sec) +
               (double)(own.ru_utime.tv_usec + own.ru_stime.tv_usec) / 1e6);
    return 0;
}
