# The application as an image; see docs/install/docker.md. One container, one process, data in /data.
FROM python:3.13-slim-bookworm

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 GEZIEN_DATA=/data
WORKDIR /app
COPY requirements/app.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/app.txt
COPY . .
RUN pip install --no-cache-dir --no-deps --editable . \
    && python -m gezien.common.messages compile \
    && useradd --system --uid 10001 gezien \
    && install -d -o gezien -g gezien -m 700 /data
USER gezien
VOLUME /data
EXPOSE 8000
HEALTHCHECK CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=5)"]
CMD ["gezien", "serve", "--host", "0.0.0.0", "--port", "8000"]
