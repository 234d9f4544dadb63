"""A way to a USB printer without a driver of the system's, by libusb."""

from dataclasses import dataclass
from typing import Any

from kiosk.errors import PrinterError
from printer.transport import UNLIMITED

_PRINTER_CLASS = 7
_CHUNK = 4096
_LISTEN_MS = 2


@dataclass(frozen=True)
class Points:
    """The addresses of a printer's end points; without them the first of each direction."""

    out: int | None = None
    into: int | None = None


class UsbLink:
    """A printer's two bulk end points; pyusb's faults are OSError."""

    hangs_up = False
    hears = True
    speed = UNLIMITED

    def __init__(self, device: Any, interface: Any, points: Points) -> None:
        import usb.util

        self._device = device
        self._number = interface.bInterfaceNumber
        self._out = _end_point(interface, usb.util.ENDPOINT_OUT, points.out)
        self._in = _end_point(interface, usb.util.ENDPOINT_IN, points.into)
        self.hears = self._in is not None

    def exchange(self, data: memoryview, timeout: float) -> tuple[int, bytes]:
        """Send a piece, which the printer takes or refuses as a whole, then listen a moment."""
        sent = 0
        if data:
            sent = self._out.write(bytes(data[:_CHUNK]), int(timeout * 1000))
        return sent, self._heard(_LISTEN_MS if data else int(timeout * 1000))

    def untaken(self) -> int:
        """Return 0: a piece counts as sent when the printer has taken it."""
        return 0

    def end(self) -> None:
        """Do nothing: the cable knows no end of a job."""

    def close(self, *, drop: bool) -> None:
        """Give the printer back to the system."""
        import usb.util

        del drop
        usb.util.dispose_resources(self._device)

    def _heard(self, milliseconds: int) -> bytes:
        import usb.core

        if self._in is None:
            return b""
        try:
            return bytes(self._in.read(64, max(milliseconds, 1)))
        except usb.core.USBTimeoutError:
            return b""


def open_usb(vendor: int, product: int, points: Points) -> UsbLink:
    """Take hold of a USB printer, or raise PrinterError saying why not."""
    import usb.core

    name = f"{vendor:04x}:{product:04x}"
    try:
        device = usb.core.find(idVendor=vendor, idProduct=product)
        if device is None:
            raise PrinterError(f"No USB printer {name} is connected: check cable and power.")
        return UsbLink(device, _claimed(device), points)
    except usb.core.NoBackendError as fault:
        raise PrinterError(
            "USB printers need libusb: install libusb-1.0-0, or use file:///dev/usb/lp0."
        ) from fault
    except OSError as fault:
        raise PrinterError(
            f"The USB printer {name} can't be used ({fault.strerror}): "
            "check that this user may write to it."
        ) from fault


def _claimed(device: Any) -> Any:
    import usb.util

    configuration = device.get_active_configuration()
    interface = usb.util.find_descriptor(configuration, bInterfaceClass=_PRINTER_CLASS)
    if interface is None:
        raise PrinterError("This USB device is no printer: check the numbers in KIOSK_PRINTER.")
    if device.is_kernel_driver_active(interface.bInterfaceNumber):
        device.detach_kernel_driver(interface.bInterfaceNumber)
    usb.util.claim_interface(device, interface.bInterfaceNumber)
    return interface


def _end_point(interface: Any, direction: int, address: int | None) -> Any:
    import usb.util

    return usb.util.find_descriptor(
        interface,
        custom_match=lambda point: (
            (address is None or point.bEndpointAddress == address)
            and usb.util.endpoint_direction(point.bEndpointAddress) == direction
            and usb.util.endpoint_type(point.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK
        ),
    )
