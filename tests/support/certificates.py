"""An authority, and a certificate of it for 127.0.0.1."""
import subprocess


def make_certificates(folder):
    """Writes ca.pem, ca.key, server.pem and server.key."""
    def openssl(*arguments):
        subprocess.run(["openssl", *arguments], cwd=folder, check=True, stderr=subprocess.DEVNULL)
    new_key = ("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes")
    (folder / "names").write_text("subjectAltName=IP:127.0.0.1")
    openssl(*new_key, "-x509", "-keyout", "ca.key", "-out", "ca.pem", "-subj", "/CN=test authority", "-days", "30")
    openssl(*new_key, "-keyout", "server.key", "-out", "server.csr", "-subj", "/CN=test server")
    openssl("x509", "-req", "-in", "server.csr", "-CA", "ca.pem", "-CAkey", "ca.key", "-CAcreateserial",
            "-out", "server.pem", "-days", "30", "-extfile", "names")
    (folder / "ca.pem").chmod(0o644)
