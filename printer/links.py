"""The link that an address names."""

from printer.address import Address
from printer.transport import Link, open_file, open_tcp


def open_link(address: Address, timeout: float) -> Link:
    """Open a tcp:, usb:, serial: or file: address, or raise PrinterError saying why not."""
    if address.scheme == "tcp":
        return open_tcp(address.host, address.port, timeout)
    if address.scheme == "usb":
        from printer.usb_link import Points, open_usb

        points = Points(address.model.out, address.model.into)
        return open_usb(address.vendor, address.product, points)
    if address.line:
        from printer.serial_link import open_serial

        return open_serial(address.path, address.line)
    return open_file(address.path)
