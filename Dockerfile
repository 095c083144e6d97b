FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
COPY loader/page/dateparser loader/page/dateparser
RUN go mod download
COPY . .
ARG VERSION=dev
RUN CGO_ENABLED=0 go build -trimpath -ldflags "-s -w -X main.release=$VERSION" -o /entente ./cmd/entente \
 && mkdir /data

FROM gcr.io/distroless/static-debian12:nonroot
COPY --from=build /entente /entente
COPY --from=build --chown=nonroot:nonroot /data /data
COPY testdata/articles /articles
VOLUME /data
EXPOSE 8080
ENV ENTENTE_STORE=/data/entente.db ENTENTE_LISTEN=0.0.0.0:8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=10s CMD ["/entente", "query", "--server", "http://127.0.0.1:8080", "{ about { version } }"]
ENTRYPOINT ["/entente"]
# Others can reach it: give ENTENTE_AUTH a file of keys (and ENTENTE_KEY one of them, for the check above), or set ENTENTE_INSECURE_PUBLIC=true.
CMD ["serve"]
